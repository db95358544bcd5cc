package io.quorate.config;

import io.quorate.model.InstanceKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses and paths that others will have to connect to. */
final class AddressChecks {

    private static final Pattern HOST_PORT = Pattern.compile("(?:\\[[0-9a-fA-F:.%]*]|[^:\\[\\]/\\s]*):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    private AddressChecks() {}

    static void check(Configuration c, Checks checks) {
        if (c.text("ListenSocket").isEmpty()) {
            requireListenAddress("ListenAddress", c, checks);
        }
        if (c.flag("ServeAgentsHttp")) {
            requireListenAddress("AgentsServerPort", c, checks);
        }
        for (String key : List.of("RaftBind", "RaftAdvertise")) {
            if (!c.text(key).isEmpty() && NodeAddress.parse(c.text(key), 0).isEmpty()) {
                checks.refuse(key, key + " is \"" + c.text(key) + "\"; expected host or host:port", "RaftBind");
            }
        }
        for (String node : c.texts("RaftNodes")) {
            if (NodeAddress.ofEntry(node, 0).isEmpty()) {
                checks.refuse(
                        "RaftNodes",
                        "RaftNodes has \"" + node + "\"; expected host or host:port, with id@ in front where NodeId is"
                                + " given");
            }
        }
        for (String seed : c.texts("DiscoverySeeds")) {
            if (InstanceKey.parse(seed).filter(AddressChecks::canBeReached).isEmpty()) {
                checks.refuse("DiscoverySeeds", "DiscoverySeeds has \"" + seed + "\"; expected host or host:port");
            }
        }
        if (!c.text("StatusEndpoint").startsWith("/")) {
            checks.refuse(
                    "StatusEndpoint",
                    "StatusEndpoint is \"" + c.text("StatusEndpoint") + "\"; expected a path that begins with /");
        }
        if (!c.text("HTTPAdvertise").isEmpty() && !isBaseAddress(c.text("HTTPAdvertise"))) {
            checks.refuse(
                    "HTTPAdvertise",
                    "HTTPAdvertise is \"" + c.text("HTTPAdvertise")
                            + "\"; expected scheme, host and port and nothing behind, such as"
                            + " \"http://node1.example.com:3000\"");
        }
    }

    private static void requireListenAddress(String key, Configuration c, Checks checks) {
        Matcher address = HOST_PORT.matcher(c.text(key));
        if (!address.matches() || !isPort(address.group(1))) {
            checks.refuse(
                    key,
                    key + " is \"" + c.text(key) + "\"; expected [host]:port, such as \":3000\" or \"127.0.0.1:3000\"");
        }
    }

    private static boolean canBeReached(InstanceKey key) {
        boolean hasColon = key.host().indexOf(':') >= 0;
        return key.isValid() && key.port() <= HIGHEST_PORT && (!hasColon || HostPattern.isAddress(key.host()));
    }

    private static boolean isPort(String digits) {
        return Integer.parseInt(digits) <= HIGHEST_PORT;
    }

    private static boolean isBaseAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean hasMore = !"".equals(uri.getRawPath()) || uri.getRawQuery() != null || uri.getRawFragment() != null;
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() > 0
                    && uri.getPort() <= HIGHEST_PORT
                    && !hasMore;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
