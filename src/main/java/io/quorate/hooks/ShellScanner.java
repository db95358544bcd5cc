package io.quorate.hooks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Follows a shell text character by character and knows at each place how the shell would read it: bare, in which kind
 * of quotes, in a here-document.
 *
 * <p>It follows quotes, backslashes, comments, {@code $(...)}, backquotes, {@code ${...}}, arithmetic and
 * here-documents. It is no full parser: a {@code case} pattern's parenthesis within {@code $(...)} misleads it. That may
 * cost the right quoting, never safety, since what is written at a placeholder is a reference to a variable.
 */
final class ShellScanner {

    private enum Kind {
        COMMAND,
        PARENTHESES,
        BACKQUOTES,
        ARITHMETIC,
        PARAMETER,
        DOUBLE,
        SINGLE,
        DOLLAR_SINGLE
    }

    private final String text;
    private final Deque<Kind> open = new ArrayDeque<>();
    private final HereDocuments hereDocuments = new HereDocuments();
    private int position;
    private boolean escaped;
    private boolean comment;
    /** How many were open where the here-document being read began: what is opened within it is read as usual. */
    private int documentDepth;

    ShellScanner(String text) {
        this.text = text;
        open.push(Kind.COMMAND);
    }

    int position() {
        return position;
    }

    boolean isAtEnd() {
        return position >= text.length();
    }

    Quoting quoting() {
        if (isInHereDocument()) {
            return hereDocuments.isVerbatim() ? Quoting.VERBATIM : escaped ? Quoting.DOUBLE_ESCAPED : Quoting.DOUBLE;
        }
        return switch (top()) {
            case SINGLE -> Quoting.SINGLE;
            case DOLLAR_SINGLE -> escaped ? Quoting.DOLLAR_SINGLE_ESCAPED : Quoting.DOLLAR_SINGLE;
            case DOUBLE -> escaped ? Quoting.DOUBLE_ESCAPED : Quoting.DOUBLE;
            case PARAMETER -> isWithinDouble() ? Quoting.DOUBLE : Quoting.BARE;
            case COMMAND, PARENTHESES, BACKQUOTES, ARITHMETIC -> escaped ? Quoting.BARE_ESCAPED : Quoting.BARE;
        };
    }

    /** Whether a quote, substitution or here-document is still open: at the end of the text, a mistake in it. */
    boolean isOpen() {
        return open.size() > 1 || hereDocuments.isInside();
    }

    /** Passes over {@code length} characters that are no shell text. */
    void skip(int length) {
        position += length;
        escaped = false;
    }

    /** Reads one character, or one sign of several characters. */
    void advance() {
        char c = text.charAt(position);
        if (escaped) {
            escaped = false;
            position++;
        } else if (comment && c != '\n') {
            position++;
        } else if (c == '\n' && isReadingCommands()) {
            endLine();
        } else if (isInHereDocument()) {
            advanceInHereDocument(c);
        } else {
            advance(c);
        }
    }

    private void advance(char c) {
        switch (top()) {
            case SINGLE -> closeOn(c, '\'');
            case DOLLAR_SINGLE -> {
                escaped = c == '\\';
                closeOn(c, '\'');
            }
            case DOUBLE -> {
                if (c == '"') {
                    closeOn(c, '"');
                } else {
                    advanceInExpandingText(c);
                }
            }
            case COMMAND, PARENTHESES, BACKQUOTES, ARITHMETIC, PARAMETER -> advanceInCommand(c);
        }
    }

    private void advanceInCommand(char c) {
        boolean literalQuote = top() == Kind.PARAMETER && isWithinDouble();
        if (closes(c)) {
            close();
        } else if (c == '\'' && !literalQuote) {
            open(Kind.SINGLE, 1);
        } else if (c == '"') {
            open(Kind.DOUBLE, 1);
        } else if (text.startsWith("$'", position) && !literalQuote) {
            open(Kind.DOLLAR_SINGLE, 2);
        } else if (text.startsWith("((", position) && top() != Kind.PARAMETER) {
            open(Kind.ARITHMETIC, 2);
        } else if (c == '(' && top() != Kind.PARAMETER) {
            open(Kind.PARENTHESES, 1);
        } else if (c == '#' && startsComment()) {
            comment = true;
            position++;
        } else if (text.startsWith("<<", position) && isReadingCommands()) {
            position = hereDocuments.announce(text, position);
        } else {
            advanceInExpandingText(c);
        }
    }

    /** What double quotes, here-documents and commands have in common. */
    private void advanceInExpandingText(char c) {
        if (c == '\\') {
            escaped = true;
            position++;
        } else if (text.startsWith("$((", position)) {
            open(Kind.ARITHMETIC, 3);
        } else if (text.startsWith("$(", position)) {
            open(Kind.PARENTHESES, 2);
        } else if (text.startsWith("${", position)) {
            open(Kind.PARAMETER, 2);
        } else if (c == '`') {
            open(Kind.BACKQUOTES, 1);
        } else {
            position++;
        }
    }

    private void advanceInHereDocument(char c) {
        if (c == '\n') {
            position = hereDocuments.endLine(text, position);
        } else if (hereDocuments.isVerbatim()) {
            position++;
        } else {
            advanceInExpandingText(c);
        }
    }

    private void endLine() {
        comment = false;
        if (hereDocuments.isInside()) {
            position++;
        } else {
            position = hereDocuments.begin(text, position);
            documentDepth = open.size();
        }
    }

    private boolean closes(char c) {
        return switch (top()) {
            case PARENTHESES -> c == ')';
            case ARITHMETIC -> text.startsWith("))", position);
            case BACKQUOTES -> c == '`';
            case PARAMETER -> c == '}';
            case COMMAND, DOUBLE, SINGLE, DOLLAR_SINGLE -> false;
        };
    }

    private void closeOn(char c, char end) {
        if (c == end) {
            close();
        } else {
            position++;
        }
    }

    private void close() {
        position += open.pop() == Kind.ARITHMETIC ? 2 : 1;
    }

    private void open(Kind kind, int length) {
        open.push(kind);
        position += length;
    }

    private boolean startsComment() {
        return isReadingCommands() && (position == 0 || " \t\n;&|(".indexOf(text.charAt(position - 1)) >= 0);
    }

    /** Whether commands are read here, outside a here-document: where line ends, comments and {@code <<} mean something. */
    private boolean isReadingCommands() {
        return !isInHereDocument() && (top() == Kind.COMMAND || top() == Kind.PARENTHESES || top() == Kind.BACKQUOTES);
    }

    private boolean isInHereDocument() {
        return hereDocuments.isInside() && open.size() == documentDepth;
    }

    private boolean isWithinDouble() {
        Optional<Kind> enclosing =
                open.stream().filter(kind -> kind != Kind.PARAMETER).findFirst();
        return enclosing.filter(Kind.DOUBLE::equals).isPresent();
    }

    private Kind top() {
        return open.element();
    }
}
