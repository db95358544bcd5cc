package io.quorate.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorate.config.Configuration;
import io.quorate.config.mapping.ToRaft;
import io.quorate.log.Group;
import io.quorate.raft.actor.RaftNodeSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks members of a group, one after the other, to let this node in, until it belongs to them. On a thread of its own,
 * which ends then, or with the process.
 */
final class Joiner implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Joiner.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final List<String> members;
    private final RaftNodeSettings self;
    private final Group group;
    private final Duties duties;
    private final Optional<String> credentials;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final ScheduledExecutorService rounds = PeriodicWork.named("joiner");

    private Joiner(Configuration c, Group group, Duties duties) {
        this.members = c.texts("RaftJoin");
        this.self = ToRaft.settings(c);
        this.group = group;
        this.duties = duties;
        this.credentials = c.optionalText("HTTPAuthUser")
                .map(user -> user + ":" + c.secret("HTTPAuthPassword").reveal());
    }

    /** Starts asking, if there is anybody to ask. */
    static void start(Configuration configuration, Group group, Duties duties) {
        if (!configuration.texts("RaftJoin").isEmpty()) {
            Joiner joiner = new Joiner(configuration, group, duties);
            var unused = joiner.rounds.scheduleWithFixedDelay(joiner, 0, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Asks one after the other until somebody agrees; the last round finds that this node belongs to the group. */
    @Override
    public void run() {
        try {
            for (String member : members) {
                if (isMember()) {
                    LOG.info("This node belongs to the group");
                    rounds.shutdown();
                    return;
                }
                if (ask(member)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isMember() {
        return group.status().members().stream()
                .anyMatch(member -> member.id().equals(self.node().text()) && member.admitted());
    }

    private boolean ask(String member) throws InterruptedException {
        String base = member.contains("://") ? member : "http://" + member;
        try {
            HttpResponse<String> answer = client.send(request(base), HttpResponse.BodyHandlers.ofString());
            boolean isTaken = answer.statusCode() == 200 && !answer.body().contains("\"ok\":false");
            LOG.info("{} {} to let this node in: {}", member, isTaken ? "agreed" : "refused", answer.body());
            return isTaken;
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("{} cannot be asked to let this node in: {}", member, Main.sentence(e));
            return false;
        }
    }

    private HttpRequest request(String base) throws JsonProcessingException {
        boolean isPlain = duties == Duties.KEYS_ONLY;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base + (isPlain ? "/hraftd/raft/join" : "/api/v2/raft/members")))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body(isPlain))));
        credentials.ifPresent(text -> request.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        return request.build();
    }

    private Map<String, String> body(boolean isPlain) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("id", self.node().text());
        body.put(isPlain ? "addr" : "address", self.address());
        if (!isPlain) {
            self.httpUri().ifPresent(uri -> body.put("httpUri", uri));
            self.dataCenter().ifPresent(center -> body.put("dataCenter", center));
        }
        return body;
    }
}
