package io.quorate.hooks;

/**
 * How a shell reads the place at which a placeholder stands, and what must be written there for the shell to put in the
 * value of a variable as one piece and never to read the value as program text.
 */
enum Quoting {
    BARE,
    /** Behind a backslash. A line break there continues the line, so that the backslash harms nothing. */
    BARE_ESCAPED,
    DOUBLE,
    DOUBLE_ESCAPED,
    SINGLE,
    /** Within {@code $'...'}. */
    DOLLAR_SINGLE,
    DOLLAR_SINGLE_ESCAPED,
    /** Within a here-document whose end word is quoted: nothing is expanded there. */
    VERBATIM;

    /** The text that stands for the value of {@code variable}; not for {@link #VERBATIM}. */
    String reference(String variable) {
        String expansion = "${" + variable + "}";
        return switch (this) {
            case BARE -> '"' + expansion + '"';
            case BARE_ESCAPED -> "\n\"" + expansion + '"';
            case DOUBLE -> expansion;
            case DOUBLE_ESCAPED -> "\n" + expansion;
            case SINGLE -> "'\"" + expansion + "\"'";
            case DOLLAR_SINGLE -> "'\"" + expansion + "\"$'";
            case DOLLAR_SINGLE_ESCAPED -> "\\'\"" + expansion + "\"$'";
            case VERBATIM -> throw new IllegalStateException("nothing is expanded in a verbatim here-document");
        };
    }
}
