package io.quorate.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A path cut at its slashes, each element decoded afterwards, so that an encoded slash stays inside its element. Empty
 * elements stay, and fit no parameter; only one slash at the end is tolerated.
 */
final class PathElements {

    private PathElements() {}

    /** @param encoded as sent, with one slash at the beginning */
    static List<String> of(String encoded) {
        List<String> elements = new ArrayList<>();
        int start = 1;
        while (start < encoded.length()) {
            int slash = encoded.indexOf('/', start);
            int end = slash < 0 ? encoded.length() : slash;
            elements.add(decoded(encoded.substring(start, end)));
            start = end + 1;
        }
        return elements;
    }

    /** In a path a plus sign is a plus sign. */
    static String decoded(String element) {
        return element.indexOf('%') < 0
                ? element
                : URLDecoder.decode(element.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
