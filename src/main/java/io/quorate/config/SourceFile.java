package io.quorate.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The keys of one file as written.
 *
 * @param entries in the order of the file; up to the first error if it is broken
 * @param isComplete whether the file could be read to its end
 */
record SourceFile(List<Entry> entries, boolean isComplete) {

    SourceFile {
        entries = List.copyOf(entries);
    }

    /**
     * One key and its value, neither checked.
     *
     * @param name as written
     * @param value as written
     * @param place where the key stands
     */
    record Entry(String name, JsonNode value, Place place) {}
}
