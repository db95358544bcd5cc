package io.quorate.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorate.cluster.PlainHttp.Answer;
import io.quorate.raft.linearizability.Operation;
import io.quorate.raft.linearizability.Operation.Kind;
import io.quorate.raft.linearizability.Operation.Result;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries out operations on keys over HTTP, each at one node after the other, always under the same request id, until it
 * is answered or time is up. For one thread.
 */
final class Attempts implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_ANSWER = Duration.ofMillis(1500);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONDITION_FAILED = 409;
    private static final int UNAVAILABLE = 503;

    private final List<PlainHttp> connections;
    private final Duration patience;
    private int node;

    /** @param first the node that is asked first */
    Attempts(List<ClusterNode> nodes, int first, Duration patience) {
        this.connections =
                nodes.stream().map(one -> one.connect(LONGEST_ANSWER)).toList();
        this.patience = patience;
        this.node = first % connections.size();
    }

    /** What is to be done. */
    record Task(long id, String client, Kind kind, String key, Optional<String> value, Optional<String> expected) {}

    /** @return it as its client saw it */
    Operation carryOut(Task task) {
        long call = System.nanoTime();
        long deadline = call + patience.toNanos();
        boolean mayHaveHappened = false;
        while (true) {
            try {
                Answer answer = ask(task);
                Optional<Operation> done = understood(task, call, answer);
                if (done.isPresent()) {
                    return done.get();
                }
                mayHaveHappened |= answer.status() != UNAVAILABLE;
            } catch (PlainHttp.NotSent notSent) {
                // The next node may be there.
            } catch (IOException unknown) {
                mayHaveHappened = true;
            }
            if (System.nanoTime() > deadline) {
                return ended(task, call, mayHaveHappened ? Result.UNKNOWN : Result.NO, Optional.empty(), true);
            }
            node = (node + 1) % connections.size();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Answer ask(Task task) throws IOException {
        PlainHttp http = connections.get(node);
        String path = "/hraftd/key";
        String id = "X-Request-Id: " + task.client + "-" + task.id + "\r\n";
        return switch (task.kind) {
            case READ -> http.get(path + "/" + task.key + "?consistency=linearizable");
            case DELETE -> http.send("DELETE", path + "/" + task.key, id, "");
            case WRITE -> http.send("POST", path, id, body(task));
            case CAS -> http.send("POST", path + condition(task), id, body(task));
        };
    }

    private static String body(Task task) throws JsonProcessingException {
        return JSON.writeValueAsString(Map.of(task.key, task.value.orElseThrow()));
    }

    private static String condition(Task task) {
        return task.expected
                .map(value -> "?ifValue=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .orElse("?ifAbsent=true");
    }

    /** Empty when it says neither yes nor no. */
    private Optional<Operation> understood(Task task, long call, Answer answer) throws IOException {
        if (answer.status() == OK) {
            Optional<String> read = task.kind == Kind.READ ? valueIn(answer.body(), task.key) : Optional.empty();
            return Optional.of(ended(task, call, Result.OK, read, true));
        }
        if (answer.status() == NOT_FOUND && task.kind == Kind.READ) {
            return Optional.of(ended(task, call, Result.OK, Optional.empty(), true));
        }
        if (answer.status() == CONDITION_FAILED && task.kind == Kind.CAS) {
            return Optional.of(ended(task, call, Result.OK, Optional.empty(), false));
        }
        if (answer.status() >= 400 && answer.status() < 500) {
            throw new AssertionError("a node refuses " + task + ": " + answer);
        }
        return Optional.empty();
    }

    private static Optional<String> valueIn(String body, String key) throws IOException {
        JsonNode value = JSON.readTree(body).get(key);
        if (value == null) {
            throw new AssertionError("the answer to a read of " + key + " does not name it: " + body);
        }
        return Optional.of(value.asText());
    }

    private Operation ended(Task task, long call, Result result, Optional<String> read, boolean applied) {
        return new Operation(
                task.id,
                task.client,
                "n" + node,
                task.kind,
                task.key,
                task.value,
                task.expected,
                call,
                System.nanoTime(),
                result,
                read,
                applied);
    }

    @Override
    public void close() {
        new ArrayList<>(connections).forEach(PlainHttp::close);
    }
}
