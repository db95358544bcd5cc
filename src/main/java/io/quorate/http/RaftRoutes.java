package io.quorate.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a node answers to questions about a group it is not part of. */
final class RaftRoutes {

    void addTo(EndpointTable table) {
        for (String path : List.of(
                "raft-peers",
                "raft-state",
                "raft-leader",
                "raft-health",
                "raft-status",
                "raft-snapshot",
                "raft-follower-health-report/:token/:raftBind/:raftAdvertise")) {
            table.read(path, r -> alone(path));
        }
        for (String path :
                List.of("raft-add-peer/:addr", "raft-remove-peer/:addr", "raft-yield/:node", "raft-yield-hint/:hint")) {
            table.change(path, r -> CompletableFuture.completedFuture(alone(path)));
        }
    }

    private static Answer alone(String path) {
        String name = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        return Answer.error(name + ": not running with raft setup");
    }
}
