package io.quorate.raft.actor;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Akka must be told for a node to be reached by the others; to be put in front of the usual configuration. */
public final class AkkaSettings {

    /** Name of the actor system on every node: it is part of the addresses. */
    public static final String SYSTEM = "quorate";

    /** The largest command that is taken: with what comes around it, it must fit into one message. */
    static final int LARGEST_COMMAND_BYTES = 1536 * 1024;

    private static final String LARGEST_MESSAGE = "2 MiB";

    /** Each is as large as the largest message. */
    private static final int KEPT_BUFFERS = 16;

    private AkkaSettings() {}

    public static Config of(RaftNodeSettings settings) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("akka.actor.provider", settings.formCluster() ? "cluster" : "remote");
        values.put("akka.remote.artery.enabled", "on");
        values.put("akka.remote.artery.transport", settings.tls().isPresent() ? "tls-tcp" : "tcp");
        values.put("akka.remote.artery.canonical.hostname", settings.advertisedHost());
        values.put("akka.remote.artery.canonical.port", settings.advertisedPort());
        values.put("akka.remote.artery.bind.hostname", settings.bindHost());
        values.put("akka.remote.artery.bind.port", settings.bindPort());
        // The usual three seconds are not enough for a JVM that starts on a machine with too much to do.
        values.put("akka.remote.artery.bind.bind-timeout", "60 s");
        values.put("akka.remote.artery.advanced.maximum-frame-size", LARGEST_MESSAGE);
        values.put("akka.remote.artery.advanced.buffer-pool-size", KEPT_BUFFERS);
        // On the log writer's thread: handing a batch over to another one costs more than what is done there.
        values.put(settings.journalPlugin() + ".plugin-dispatcher", "quorate.raft-writer");
        settings.dataCenter().ifPresent(center -> values.put("akka.cluster.roles", List.of("zone-" + center)));
        settings.tls().ifPresent(tls -> {
            values.put("quorate.raft-tls.certificate", tls.certificate().toString());
            values.put("quorate.raft-tls.private-key", tls.privateKey().toString());
            values.put("quorate.raft-tls.authority", tls.authority().toString());
        });
        return ConfigFactory.parseMap(values, "settings of node " + settings.node());
    }
}
