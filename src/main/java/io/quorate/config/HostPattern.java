package io.quorate.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * An entry of a filter list on {@code host:port}: an IP address matches exactly that host, anything else is a regular
 * expression that may match anywhere.
 */
final class HostPattern {

    private static final Pattern V4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern V6_SHAPE = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private HostPattern() {}

    /** To be searched for ({@code find}) in {@code host:port}. */
    static Pattern compile(String entry) {
        return isAddress(entry) ? Pattern.compile("^" + Pattern.quote(entry) + ":\\d+$") : RegexSyntax.compile(entry);
    }

    /** Whether the text is an IP address, without brackets or port. */
    static boolean isAddress(String entry) {
        return V4.matcher(entry).matches() || (V6_SHAPE.matcher(entry).matches() && isV6(entry));
    }

    private static boolean isV6(String entry) {
        try {
            // With a colon in it this never asks a name server.
            return InetAddress.getByName(entry).getAddress().length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
