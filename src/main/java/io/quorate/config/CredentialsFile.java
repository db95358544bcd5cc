package io.quorate.config;

import io.quorate.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code user} and {@code password} of section {@code [client]} from a file in the form of MySQL's own option
 * files. Other sections and options are passed over, so that an existing {@code my.cnf} will do.
 *
 * <p>MySQL and the old programs disagree about special characters outside quotes; such values are refused with the
 * advice to quote them, instead of logging in with half a password.
 */
final class CredentialsFile {

    /**
     * What the file gives.
     *
     * @param user empty if the file has none
     * @param password empty if the file has none
     */
    record Credentials(Optional<String> user, Optional<Secret> password) {}

    /** Why the file cannot be used; never quotes it. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    private CredentialsFile() {}

    static Credentials read(Path file) throws Unusable {
        return parse(lines(file));
    }

    private static List<String> lines(Path file) throws Unusable {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new Unusable(FileTrouble.reason(e));
        }
    }

    private static Credentials parse(List<String> lines) throws Unusable {
        Map<String, String> found = new HashMap<>();
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("[") && line.indexOf(']') > 0) {
                section = line.substring(1, line.indexOf(']')).strip().toLowerCase(Locale.ROOT);
            } else if (section.equals("client") && !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
                readOption(line, i + 1, found);
            }
        }
        if (found.isEmpty()) {
            throw new Unusable("it has no user and no password in a section [client]");
        }
        return new Credentials(
                Optional.ofNullable(found.get("user")),
                Optional.ofNullable(found.get("password")).map(Secret::of));
    }

    private static void readOption(String line, int number, Map<String, String> found) throws Unusable {
        int equals = line.indexOf('=');
        String name = (equals < 0 ? line : line.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        if (!name.equals("user") && !name.equals("password")) {
            return;
        }
        if (equals < 0) {
            throw new Unusable("line " + number + ": " + name + " is followed by no =");
        }
        String value = line.substring(equals + 1).strip();
        found.put(name, isQuoted(value) ? unquoted(value, name, number) : plain(value, name, number));
    }

    private static boolean isQuoted(String value) {
        return value.startsWith("\"") || value.startsWith("'");
    }

    private static String plain(String value, String name, int number) throws Unusable {
        String withoutComment = value.replaceFirst("(^|\\s+)[#;].*", "");
        if (withoutComment.matches(".*[#;\"\\\\].*")) {
            throw new Unusable("line " + number + ": a " + name
                    + " with one of # ; \" \\ in it must stand in double quotes, where \\\" and \\\\ stand for \" and"
                    + " \\");
        }
        return withoutComment;
    }

    private static String unquoted(String value, String name, int number) throws Unusable {
        char quote = value.charAt(0);
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == quote) {
                return text.toString();
            }
            if (c == '\\' && i + 1 < value.length()) {
                i++;
                text.append(escaped(value.charAt(i)));
            } else {
                text.append(c);
            }
        }
        throw new Unusable("line " + number + ": the closing quote of " + name + " is missing");
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 's' -> " ";
            case '"', '\'', '\\' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }
}
