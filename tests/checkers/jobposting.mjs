// Says, as JSON, what Adobe's validator of structured data finds in pages and JSON-LD files: what
// Google requires and recommends, and, given the vocabulary, what schema.org does not know.
//
//     node jobposting.mjs VOCABULARY.json FILE.html FILE.jsonld ...
import { readFileSync } from "node:fs";
import Validator from "@adobe/structured-data-validator";
import webAutoExtractor from "@marbec/web-auto-extractor";

const Extractor = webAutoExtractor.default ?? webAutoExtractor;
const [vocabulary, ...files] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(vocabulary, "utf8"));
const answers = [];
for (const file of files) {
  const text = readFileSync(file, "utf8");
  const html = file.endsWith(".html")
    ? text
    : `<script type="application/ld+json">${text}</script>`;
  const found = new Extractor({ addLocation: true, embedSource: ["rdfa", "microdata"] }).parse(html);
  const issues = await new Validator(schema).validate(found);
  answers.push({
    file,
    types: Object.keys(found.jsonld ?? {}),
    issues: issues.map(({ issueMessage, severity, path }) => ({
      severity,
      message: issueMessage,
      path: (path ?? []).map((step) => step.property ?? step.type).join("."),
    })),
  });
}
console.log(JSON.stringify(answers));
