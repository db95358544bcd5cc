package io.quorate.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * What server to start.
 *
 * @param distribution which version
 * @param options further options as on the server's command line, without the leading dashes
 *     ({@code binlog_format=STATEMENT}); they win over the sandbox's own
 * @param isBehindLink whether all clients reach it through a {@link StallableLink}, whose port is then the server's
 *     public one
 */
public record ServerSpec(ServerDistribution distribution, List<String> options, boolean isBehindLink) {

    public ServerSpec {
        options = List.copyOf(options);
    }

    public static ServerSpec of(ServerDistribution distribution) {
        return new ServerSpec(distribution, List.of(), false);
    }

    /** With these options besides those given before. */
    public ServerSpec with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new ServerSpec(distribution, all, isBehindLink);
    }

    public ServerSpec behindLink() {
        return new ServerSpec(distribution, options, true);
    }
}
