// Opens web pages in Chromium with the network off and says, as JSON, for each page and width what
// axe finds, what the page asked for besides itself, and how far it is wider than the window.
//
//     node page.mjs CHROMIUM AXE WIDTH,WIDTH FILE.html ...
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [browserPath, axePath, widths, ...files] = process.argv.slice(2);
const axeSource = readFileSync(axePath, "utf8");
// Without a sandbox: containers of continuous integration run everything as root.
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
const brief = (rules) =>
  rules.map(({ id, help, nodes }) => ({ id, help, html: nodes[0].html, count: nodes.length }));
const answers = [];
try {
  const context = await browser.newContext();
  await context.setOffline(true);
  for (const file of files) {
    const page = await context.newPage();
    const address = pathToFileURL(file).href;
    let requests = [];
    let problems = [];
    page.on("request", (request) => {
      if (request.url() !== address) requests.push(request.url());
    });
    page.on("console", (line) => {
      if (["error", "warning"].includes(line.type())) problems.push(line.text());
    });
    page.on("pageerror", (error) => problems.push(String(error)));
    for (const width of widths.split(",").map(Number)) {
      await page.setViewportSize({ width, height: 900 });
      if (page.url() !== address) {
        await page.goto(address, { waitUntil: "load" });
        await page.evaluate(axeSource);
      }
      const text = await page.innerText("body");
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      const { violations, incomplete } = await page.evaluate(() => axe.run());
      answers.push({
        file, width, requests, problems, text, over,
        violations: brief(violations), incomplete: brief(incomplete),
      });
      requests = [];
      problems = [];
    }
    await page.close();
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(answers));
