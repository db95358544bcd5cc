package io.quorate.config;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

/** Puts into words why a file could not be read. */
final class FileTrouble {

    private FileTrouble() {}

    static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (e instanceof InvalidPathException) {
            return "this is no file name";
        }
        // The message of the file system names the path and the trouble, never the content.
        return String.valueOf(e.getMessage());
    }
}
