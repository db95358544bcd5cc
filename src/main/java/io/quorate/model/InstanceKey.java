package io.quorate.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one MySQL server process: a host name or address, and a TCP port. Equality is exact and case-sensitive.
 *
 * <p>An IPv6 address is kept without brackets. {@link #toString()} is the compatible display form {@code host:port},
 * also for IPv6; {@link #toUriAuthority()} adds the brackets where a reader must be able to tell the port.
 *
 * <p>A key may be invalid: servers report {@code _} or an empty host for "no source", and a detached replica names its
 * source as {@code //host}. Ask {@link #isValid()} before connecting.
 *
 * @param host name or address, never null, may be empty
 * @param port TCP port; 0 means "not known"
 */
public record InstanceKey(String host, int port) implements Comparable<InstanceKey> {

    /** MySQL's registered port, and {@code DefaultInstancePort}'s default. */
    public static final int DEFAULT_PORT = 3306;

    private static final String DETACHED_PREFIX = "//";
    private static final Pattern HOST_PORT = Pattern.compile("([^:]+):([0-9]{1,9})");
    private static final Pattern HOST = Pattern.compile("[^:]+");
    private static final Pattern BRACKETED = Pattern.compile("\\[([:0-9a-fA-F]+)]:([0-9]{1,9})");
    private static final Pattern BARE_V6 = Pattern.compile("[:0-9a-fA-F]*:[:0-9a-fA-F]*");
    private static final Pattern V4 = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
    private static final Comparator<InstanceKey> ORDER =
            Comparator.comparing(InstanceKey::host).thenComparingInt(InstanceKey::port);

    /** Parses {@code host}, {@code host:port}, {@code [v6]:port} or {@code v6}; empty when the text is none of these. */
    public static Optional<InstanceKey> parse(String text, int defaultPort) {
        Matcher hostPort = HOST_PORT.matcher(text);
        if (hostPort.matches()) {
            return Optional.of(new InstanceKey(hostPort.group(1), Integer.parseInt(hostPort.group(2))));
        }
        if (HOST.matcher(text).matches()) {
            return Optional.of(new InstanceKey(text, defaultPort));
        }
        Matcher bracketed = BRACKETED.matcher(text);
        if (bracketed.matches()) {
            return Optional.of(new InstanceKey(bracketed.group(1), Integer.parseInt(bracketed.group(2))));
        }
        return BARE_V6.matcher(text).matches() ? Optional.of(new InstanceKey(text, defaultPort)) : Optional.empty();
    }

    /** As {@link #parse(String, int)} with port 3306 where none is given. */
    public static Optional<InstanceKey> parse(String text) {
        return parse(text, DEFAULT_PORT);
    }

    /** Whether one could connect to it: a host that is neither empty, {@code _} nor detached, and a port above 0. */
    public boolean isValid() {
        return !host.isEmpty() && !host.equals("_") && !isDetached() && port > 0;
    }

    /** Whether the host carries the {@code //} prefix by which an operator or a recovery cut a replica off its source. */
    public boolean isDetached() {
        return host.startsWith(DETACHED_PREFIX);
    }

    /** The detached form; itself if detached already. */
    public InstanceKey detached() {
        return isDetached() ? this : new InstanceKey(DETACHED_PREFIX + host, port);
    }

    /** The form without the detached prefix; itself if not detached. */
    public InstanceKey reattached() {
        return isDetached() ? new InstanceKey(host.substring(DETACHED_PREFIX.length()), port) : this;
    }

    /** Whether the host is written as a dotted quad; the numbers are not checked. */
    public boolean isIpv4() {
        return V4.matcher(host).matches();
    }

    /** {@code host:port}, with brackets around an IPv6 address. */
    public String toUriAuthority() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : toString();
    }

    /** By host, then by port. */
    @Override
    public int compareTo(InstanceKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
