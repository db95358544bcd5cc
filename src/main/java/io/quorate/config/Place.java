package io.quorate.config;

import java.nio.file.Path;

/**
 * Where something stands.
 *
 * @param file as it was named when it was opened
 * @param line counted from 1; 0 = the file as a whole
 */
public record Place(Path file, int line) {

    /** A file as a whole. */
    public static Place of(Path file) {
        return new Place(file, 0);
    }

    /** {@code file:line}, as compilers write it. */
    @Override
    public String toString() {
        return line == 0 ? file.toString() : file + ":" + line;
    }
}
