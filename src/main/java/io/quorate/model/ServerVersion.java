package io.quorate.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's version as a number triple, with the texts it was read from.
 *
 * <p>Versions are only comparable within a flavour: MariaDB 10.11 is not "newer" than MySQL 8.0. {@link
 * #isAtLeast} therefore speaks of the numbers alone, and callers ask for the flavour first.
 *
 * @param text what {@code @@global.version} says, e.g. {@code 10.11.19-MariaDB-0+deb12u1-log}
 * @param comment what {@code @@global.version_comment} says, e.g. {@code MySQL Community Server - GPL}
 */
public record ServerVersion(ServerFlavor flavor, int major, int minor, int patch, String text, String comment) {

    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?.*", Pattern.DOTALL);

    /** Reads flavour and numbers from the server's two version texts; numbers that are missing count as 0. */
    public static ServerVersion parse(String text, String comment) {
        Matcher numbers = NUMBERS.matcher(text);
        boolean found = numbers.matches();
        int patch = found && numbers.group(3) != null ? Integer.parseInt(numbers.group(3)) : 0;
        return new ServerVersion(
                flavorOf(text, comment),
                found ? Integer.parseInt(numbers.group(1)) : 0,
                found ? Integer.parseInt(numbers.group(2)) : 0,
                patch,
                text,
                comment);
    }

    private static ServerFlavor flavorOf(String text, String comment) {
        if (text.contains("MariaDB")) {
            return ServerFlavor.MARIADB;
        }
        if (text.toLowerCase(Locale.ROOT).contains("maxscale")) {
            return ServerFlavor.MAXSCALE;
        }
        return comment.contains("Percona") ? ServerFlavor.PERCONA : ServerFlavor.MYSQL;
    }

    /** Whether the number triple is this one or a later one; the flavour is not looked at. */
    public boolean isAtLeast(int wantedMajor, int wantedMinor, int wantedPatch) {
        if (major != wantedMajor) {
            return major > wantedMajor;
        }
        return minor != wantedMinor ? minor > wantedMinor : patch >= wantedPatch;
    }

    /** Whether the release line ({@code major.minor}) is older than the other's; the flavour is not looked at. */
    public boolean isOlderLineThan(ServerVersion other) {
        return major != other.major ? major < other.major : minor < other.minor;
    }

    /** The release line, e.g. {@code 8.0}. */
    public String line() {
        return major + "." + minor;
    }

    public boolean isMariaDb() {
        return flavor == ServerFlavor.MARIADB;
    }

    /** A relay of binary logs without data of its own. */
    public boolean isBinlogServer() {
        return flavor == ServerFlavor.MAXSCALE;
    }

    /** MySQL NDB Cluster. */
    public boolean isNdb() {
        return text.contains("-ndb-");
    }

    @Override
    public String toString() {
        return text;
    }
}
