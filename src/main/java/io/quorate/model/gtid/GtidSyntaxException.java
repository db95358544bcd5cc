package io.quorate.model.gtid;

/** A text is no GTID set. The message names the place, what stands there and what was expected. */
public final class GtidSyntaxException extends IllegalArgumentException {

    private static final int EXCERPT = 40;

    private final int position;

    GtidSyntaxException(String text, int position, String expected) {
        super("GTID text, character %d: expected %s, found %s"
                .formatted(position + 1, expected, found(text, position)));
        this.position = position;
    }

    /** Where reading stopped: an index into the text, from 0; its length if something is missing at the end. */
    public int position() {
        return position;
    }

    private static String found(String text, int position) {
        if (position >= text.length()) {
            return "the end of the text";
        }
        int end = Math.min(text.length(), position + EXCERPT);
        String excerpt = text.substring(position, end).replaceAll("\\p{Cntrl}", " ");
        return "'" + excerpt + (end < text.length() ? "…'" : "'");
    }
}
