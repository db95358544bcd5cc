package io.quorate.model.gtid;

import java.util.UUID;

/** A cursor over the text of a GTID set. Blanks and line breaks between tokens mean nothing, as for the server. */
final class GtidScanner {

    private static final int UUID_LENGTH = 36;

    private final String text;
    private int position;

    GtidScanner(String text) {
        this.text = text;
        skipBlanks();
    }

    boolean isAtEnd() {
        return position >= text.length();
    }

    /** Whether the next character is {@code c}; then it is passed over, with the blanks behind it. */
    boolean skip(char c) {
        if (isAtEnd() || text.charAt(position) != c) {
            return false;
        }
        position++;
        skipBlanks();
        return true;
    }

    void require(char c) {
        if (!skip(c)) {
            throw error("'" + c + "'");
        }
    }

    boolean isAtDigit() {
        return !isAtEnd() && isDigit(text.charAt(position));
    }

    boolean isAtTag() {
        return !isAtEnd() && isTagStart(text.charAt(position));
    }

    /** A number of {@code min} to {@code max}. */
    long number(long min, long max, String what) {
        int start = position;
        long value = 0;
        while (isAtDigit()) {
            int digit = text.charAt(position) - '0';
            if (value > (max - digit) / 10) {
                throw new GtidSyntaxException(text, start, what + " of at most " + max);
            }
            value = value * 10 + digit;
            position++;
        }
        if (position == start || value < min) {
            throw new GtidSyntaxException(text, start, what + " of at least " + min);
        }
        skipBlanks();
        return value;
    }

    /** A UUID in its form of 36 characters, in any case. */
    UUID uuid() {
        if (position + UUID_LENGTH > text.length()) {
            throw error("a UUID of 36 characters");
        }
        long high = hex(0, 8) << 32 | hex(9, 13) << 16 | hex(14, 18);
        long low = hex(19, 23) << 48 | hex(24, 36);
        for (int dash : new int[] {8, 13, 18, 23}) {
            if (text.charAt(position + dash) != '-') {
                throw new GtidSyntaxException(text, position + dash, "'-' within a UUID");
            }
        }
        position += UUID_LENGTH;
        skipBlanks();
        return new UUID(high, low);
    }

    /** A tag, in lower case. */
    String tag() {
        int start = position;
        while (!isAtEnd() && (isTagStart(text.charAt(position)) || isDigit(text.charAt(position)))) {
            position++;
        }
        if (position - start > GtidSource.MAX_TAG_LENGTH) {
            throw new GtidSyntaxException(text, start, "a tag of at most 32 characters");
        }
        String tag = text.substring(start, position);
        skipBlanks();
        return GtidSource.lowerCase(tag);
    }

    GtidSyntaxException error(String expected) {
        return new GtidSyntaxException(text, position, expected);
    }

    private long hex(int from, int to) {
        long value = 0;
        for (int i = position + from; i < position + to; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new GtidSyntaxException(text, i, "a hexadecimal digit of a UUID");
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private void skipBlanks() {
        while (!isAtEnd() && text.charAt(position) <= ' ') {
            position++;
        }
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isTagStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
