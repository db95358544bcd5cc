package io.quorate.mysql;

/** Texts inside statements. Names come from servers and users, so none of them may end the literal it stands in. */
final class SqlText {

    private SqlText() {}

    /**
     * A string literal. Backslashes and control characters are refused rather than escaped: whether a backslash escapes
     * depends on the session's {@code sql_mode}, and no host, file or channel name needs one.
     *
     * @throws IllegalArgumentException for a text that holds one
     */
    static String quote(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || Character.isISOControl(c)) {
                throw new IllegalArgumentException(
                        "Character %d of a name is U+%04X, which no statement may carry".formatted(i + 1, (int) c));
            }
        }
        return "'" + text.replace("'", "''") + "'";
    }

    /** Without trailing semicolons and blanks; queries of the configuration often end in one. */
    static String withoutTerminator(String query) {
        int end = query.length();
        while (end > 0 && (query.charAt(end - 1) == ';' || Character.isWhitespace(query.charAt(end - 1)))) {
            end--;
        }
        return query.substring(0, end);
    }
}
