package io.quorate.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who belongs to which group of this machine, as its {@code passwd} and {@code group} files say. */
final class UnixGroups {

    private final Path passwd;
    private final Path group;

    UnixGroups(Path etc) {
        this.passwd = etc.resolve("passwd");
        this.group = etc.resolve("group");
    }

    /** Whether the group lists the user or is the user's own; false when either is unknown. */
    boolean isMember(String user, String groupName) {
        Optional<String[]> found = row(group, groupName);
        if (found.isEmpty() || found.get().length < 3) {
            return false;
        }
        String[] fields = found.get();
        boolean listed = fields.length > 3 && List.of(fields[3].split(",")).contains(user);
        return listed
                || row(passwd, user)
                        .filter(u -> u.length > 3 && u[3].equals(fields[2]))
                        .isPresent();
    }

    private static Optional<String[]> row(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split(":"))
                    .filter(fields -> fields[0].equals(name))
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
