package io.quorate.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what is wrong with a text that is not JSON: the spot, an excerpt, and what to do. Secrets in the excerpt are
 * blotted out. The parser's own words are not passed on, since they may quote the text.
 *
 * @param line counted from 1
 * @param message several lines
 */
record SyntaxError(int line, String message) {

    /** Everything behind a name that smells of a secret, up to the end of its line, or of the next if it is there. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)(?<name>(?:pas+w|pas+phrase|pwd|secret|token|credential)\\w*+"
                    + "[\"']?[ \\t]*:?[ \\t]*(?:\\R\\s*:?[ \\t]*)?)"
                    + "(?<value>[^\\r\\n]*)");

    private static final int MARGIN = 60;

    private static final String VALUE_EXPECTED =
            "a value is expected here: a text in double quotes, a number, true, false, [ or {";

    /** Part of the parser's message → what to tell the user. The first that fits is used. */
    private static final List<Hint> HINTS = List.of(
            new Hint("end-of-input", "the file ends too early: a closing quote, ] or } is missing"),
            new Hint("CTRL-CHAR", "a text must end on the line it begins on: its closing quote is missing"),
            new Hint("character escape", "a backslash in a text is written twice, as in \"db\\\\.example\\\\.com\""),
            new Hint("comma to separate Object", "a comma is missing before this, or a quote too many"),
            new Hint("comma to separate Array", "a comma or a closing ] is missing before this"),
            new Hint("expecting comma", "a comma is missing before this, or a quote too many"),
            new Hint("start field name", "a key is written in double quotes, and followed by a colon"),
            new Hint("colon to separate", "a colon is missing between the key and its value"),
            new Hint("close marker", "this closing bracket does not fit the one that was opened"),
            new Hint("zeroes", "a number does not begin with 0"),
            new Hint(
                    "Unrecognized token",
                    "a text is written in double quotes; other values are true, false, null and numbers"),
            new Hint("('''", "texts are written in double quotes, not in single ones"),
            new Hint("('#'", "comments begin with // here, not with #"),
            new Hint("expected a value", VALUE_EXPECTED),
            new Hint("expected a valid value", VALUE_EXPECTED));

    private record Hint(String sign, String advice) {}

    static SyntaxError of(JsonProcessingException e, String text) {
        JsonLocation at = e.getLocation();
        int line = at == null ? 1 : Math.max(1, at.getLineNr());
        int column = at == null ? 1 : Math.max(1, at.getColumnNr());
        String message = "not valid JSON at column " + column + ": " + advice(e.getOriginalMessage());
        return new SyntaxError(line, message + excerpt(text, line, column).orElse(""));
    }

    private static String advice(String parserMessage) {
        return HINTS.stream()
                .filter(hint -> parserMessage.contains(hint.sign()))
                .map(Hint::advice)
                .findFirst()
                .orElse("this is not what JSON allows here");
    }

    private static Optional<String> excerpt(String text, int line, int column) {
        List<String> lines = blotted(text).lines().toList();
        if (line > lines.size()) {
            return Optional.empty();
        }
        String shown = lines.get(line - 1).replace('\t', ' ');
        int from = Math.max(0, column - 1 - MARGIN);
        int to = Math.min(shown.length(), column - 1 + MARGIN);
        if (from >= to) {
            return Optional.empty();
        }
        String caret = " ".repeat(Math.max(0, column - 1 - from)) + "^";
        return Optional.of("\n    " + shown.substring(from, to) + "\n    " + caret);
    }

    private static String blotted(String text) {
        Matcher secrets = SECRET.matcher(text);
        return secrets.replaceAll(found -> Matcher.quoteReplacement(
                found.group(1) + "*".repeat(found.group(2).length())));
    }
}
