package io.quorate.mysql;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Answers the two questions that host name resolution asks. Blocks, but no longer than the limit given. */
interface NameService {

    /** The canonical name. */
    String canonicalName(String host, Duration limit) throws IOException;

    /** The addresses, at least one. */
    List<InetAddress> addresses(String host, Duration limit) throws IOException;

    /** The first IPv4 address if there is one, else the first of all. */
    default String preferredAddress(String host, Duration limit) throws IOException {
        List<InetAddress> all = addresses(host, limit);
        return all.stream()
                .filter(Inet4Address.class::isInstance)
                .findFirst()
                .orElse(all.get(0))
                .getHostAddress();
    }
}
