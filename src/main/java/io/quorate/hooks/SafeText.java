package io.quorate.hooks;

import java.util.regex.Pattern;

/** Which values a shell reads as plain text wherever they stand. */
final class SafeText {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.:,/@%+=-]*");
    private static final Pattern UNSAFE_EXCEPT_BLANK = Pattern.compile("[^A-Za-z0-9_.:,/@%+= -]");

    private SafeText() {}

    static boolean isSafe(String value) {
        return SAFE.matcher(value).matches();
    }

    /** The value for a place where nothing can be quoted: what is neither safe nor a blank becomes {@code _}. */
    static String defused(String value) {
        return UNSAFE_EXCEPT_BLANK.matcher(value).replaceAll("_");
    }
}
