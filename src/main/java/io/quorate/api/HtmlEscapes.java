package io.quorate.api;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/**
 * Escapes {@code <}, {@code >}, {@code &}, U+2028 and U+2029 as {@code \}{@code u003c} and so on, besides what JSON
 * itself demands; hexadecimal digits in lower case, as the old servers wrote them.
 */
final class HtmlEscapes extends CharacterEscapes {

    private static final int[] CODES = codes();

    private static int[] codes() {
        int[] codes = standardAsciiEscapesForJSON();
        for (int control = 0; control < 0x20; control++) {
            codes[control] = codes[control] > 0 ? codes[control] : ESCAPE_CUSTOM;
        }
        codes['<'] = ESCAPE_CUSTOM;
        codes['>'] = ESCAPE_CUSTOM;
        codes['&'] = ESCAPE_CUSTOM;
        return codes;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return CODES.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        boolean isEscaped = character == 0x2028 || character == 0x2029 || character < 0x80;
        return isEscaped ? new SerializedString(String.format("\\u%04x", character)) : null;
    }
}
