package io.quorate.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a node says about its log and its group, in hraftd's words. */
public final class Statistics {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Statistics() {}

    static String term(ClusterNode node) {
        return stat(node, "term");
    }

    /** One line of {@code /hraftd/raft/stats}; {@code ?} when there is none. */
    public static String stat(ClusterNode node, String name) {
        return json(node, "/hraftd/raft/stats").path(name).asText("?");
    }

    /** Of the latest configuration it knows; 0 when it does not tell. */
    static long configurationIndex(ClusterNode node) {
        return json(node, "/hraftd/raft/stats")
                .path("latest_configuration_index")
                .asLong();
    }

    /** How many members this node's configuration counts as voters; 0 when it does not answer. */
    static int voters(ClusterNode node) {
        int voters = 0;
        for (JsonNode server : json(node, "/hraftd/raft/cluster").path("servers")) {
            voters += server.path("suffrage").asText().equals("Voter") ? 1 : 0;
        }
        return voters;
    }

    private static JsonNode json(ClusterNode node, String path) {
        String body = node.get(path).map(PlainHttp.Answer::body).orElse("{}");
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(node + " answers " + path + " with this: " + body, e);
        }
    }
}
