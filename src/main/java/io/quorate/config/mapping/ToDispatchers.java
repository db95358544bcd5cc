package io.quorate.config.mapping;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.quorate.config.Configuration;
import java.util.Map;

/** How many calls may block at once; in the form Akka reads, to be laid over {@code reference.conf}. */
public final class ToDispatchers {

    private ToDispatchers() {}

    public static Config config(Configuration c) {
        return ConfigFactory.parseMap(
                Map.of("quorate.probe-io.threads", Math.max(1, c.integer("DiscoveryMaxConcurrency"))),
                "configuration file");
    }
}
