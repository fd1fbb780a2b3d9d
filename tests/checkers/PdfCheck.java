import java.io.FileInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Asks veraPDF about many files in one start of Java and answers in lines for pdfcheck.py.
 *
 * <p>Arguments: flavours joined by commas, then files. Each answer is one line of fields parted by
 * tabs, of which the second is the file's place among the arguments, counted from 0:
 *
 * <pre>
 * verdict     file  flavour  passed|failed
 * rule        file  flavour  clause-test  how often  example
 * unreadable  file  flavour  reason
 * </pre>
 */
public final class PdfCheck {
  private final PrintStream answers = new PrintStream(System.out, false, StandardCharsets.UTF_8);
  private final VeraPDFFoundry foundry = Foundries.defaultInstance();

  /** A rule that was broken: how often, and where first. */
  private static final class Broken {
    private final String example;
    private int times;

    Broken(String example) {
      this.example = example;
    }
  }

  public static void main(String[] arguments) {
    LogManager.getLogManager().reset(); // veraPDF logs what it reports anyway
    VeraGreenfieldFoundryProvider.initialise();
    List<PDFAFlavour> flavours =
        Stream.of(arguments[0].split(",")).map(PDFAFlavour::fromString).toList();
    PdfCheck check = new PdfCheck();
    for (int file = 1; file < arguments.length; file++) {
      for (PDFAFlavour flavour : flavours) {
        check.answer(file - 1, arguments[file], flavour);
      }
    }
    check.answers.flush();
  }

  private void answer(int place, String file, PDFAFlavour flavour) {
    try (FileInputStream bytes = new FileInputStream(file);
        PDFAParser parser = foundry.createParser(bytes, flavour);
        PDFAValidator validator = foundry.createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      for (Map.Entry<String, Broken> entry : brokenRules(result).entrySet()) {
        Broken broken = entry.getValue();
        line("rule", place, flavour, entry.getKey(), broken.times, broken.example);
      }
      line("verdict", place, flavour, result.isCompliant() ? "passed" : "failed");
    } catch (Exception reason) { // whatever a damaged file makes of the parser, the next one counts
      line("unreadable", place, flavour, reason);
    }
  }

  private static Map<String, Broken> brokenRules(ValidationResult result) {
    Map<String, Broken> rules = new LinkedHashMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() == TestAssertion.Status.FAILED) {
        String rule =
            assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
        rules.computeIfAbsent(rule, unused -> new Broken(example(assertion))).times++;
      }
    }
    return rules;
  }

  private static String example(TestAssertion assertion) {
    String message = assertion.getErrorMessage();
    return (message == null ? assertion.getMessage() : message)
        + " (at " + assertion.getLocation().getContext() + ")";
  }

  private void line(String kind, int place, PDFAFlavour flavour, Object... rest) {
    StringBuilder text = new StringBuilder(kind).append('\t').append(place);
    text.append('\t').append(flavour.getId());
    for (Object field : rest) {
      text.append('\t').append(String.valueOf(field).replaceAll("\\s+", " "));
    }
    answers.println(text);
  }
}
