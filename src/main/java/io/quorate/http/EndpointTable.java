package io.quorate.http;

import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The endpoints by the first element of their path: two hundred routes tried one after another cost more than most
 * answers. A pattern is written as in the reference, {@code instance/:host/:port}; within one first element the first
 * pattern that fits wins, and literal elements are written before parameters.
 */
final class EndpointTable {

    /** Answers at once, from memory. */
    @FunctionalInterface
    interface Read {
        Answer answer(ApiRequest request);
    }

    /** Answers when something else is done. */
    @FunctionalInterface
    interface Ask {
        CompletionStage<Answer> answer(ApiRequest request);
    }

    /** Which node of a group answers. */
    enum Place {
        /** The one that was asked. */
        HERE,
        /** The leader: another node passes the request on. */
        LEADER
    }

    /**
     * One line of the table.
     *
     * @param changes only for callers who may write
     * @param only the one method it takes; empty for the old ones, which take GET and POST alike
     */
    record Endpoint(List<String> pattern, boolean changes, Place place, Optional<HttpMethod> only, Ask handler) {

        /** Old clients send GET for everything. HEAD must not change anything, whoever sends it. */
        boolean takes(HttpMethod method) {
            return only.map(method::equals)
                    .orElseGet(() -> method.equals(HttpMethods.GET)
                            || method.equals(HttpMethods.POST)
                            || (method.equals(HttpMethods.HEAD) && !changes));
        }

        /** Under {@code v2/}: in our own terms, without regard to what old clients know. */
        boolean isNew() {
            return pattern.get(0).equals("v2");
        }

        Optional<Map<String, String>> match(List<String> path) {
            if (path.size() != pattern.size()) {
                return Optional.empty();
            }
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String expected = pattern.get(i);
                if (expected.startsWith(":") && !path.get(i).isEmpty()) {
                    parameters.put(expected.substring(1), path.get(i));
                } else if (!expected.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(parameters);
        }
    }

    /** The endpoint that fits a path, and what its parameters are. */
    record Match(Endpoint endpoint, Map<String, String> parameters) {}

    private final Map<String, List<Endpoint>> byFirst = new HashMap<>();

    /** Reads from memory. */
    void read(String pattern, Read handler) {
        ask(pattern, request -> CompletableFuture.completedFuture(handler.answer(request)));
    }

    /** Reads, but has to wait for something. */
    void ask(String pattern, Ask handler) {
        add(pattern, false, Place.HERE, Optional.empty(), handler);
    }

    /** Reads what only the leader can tell. */
    void askLeader(String pattern, Read handler) {
        add(
                pattern,
                false,
                Place.LEADER,
                Optional.empty(),
                request -> CompletableFuture.completedFuture(handler.answer(request)));
    }

    /** Changes something, which the leader does: only for callers who may write. */
    void change(String pattern, Ask handler) {
        add(pattern, true, Place.LEADER, Optional.empty(), handler);
    }

    /** Changes something of the node that is asked, or something that any node can have changed. */
    void changeHere(String pattern, Ask handler) {
        add(pattern, true, Place.HERE, Optional.empty(), handler);
    }

    /** As {@link #changeHere}, by that method alone. */
    void changeHere(HttpMethod method, String pattern, Ask handler) {
        add(pattern, true, Place.HERE, Optional.of(method), handler);
    }

    /** The same value for everybody, for ever. */
    void constant(String pattern, Supplier<Answer> value) {
        Answer answer = value.get();
        read(pattern, request -> answer);
    }

    private void add(String pattern, boolean changes, Place place, Optional<HttpMethod> only, Ask handler) {
        List<String> elements = List.of(pattern.split("/"));
        byFirst.computeIfAbsent(elements.get(0), k -> new ArrayList<>())
                .add(new Endpoint(elements, changes, place, only, handler));
    }

    /** @param path decoded */
    Optional<Match> find(List<String> path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        for (Endpoint endpoint : byFirst.getOrDefault(path.get(0), List.of())) {
            Optional<Map<String, String>> parameters = endpoint.match(path);
            if (parameters.isPresent()) {
                return Optional.of(new Match(endpoint, parameters.get()));
            }
        }
        return Optional.empty();
    }

    /** All patterns, for tests and documentation. */
    List<String> patterns() {
        return byFirst.values().stream()
                .flatMap(List::stream)
                .map(endpoint -> String.join("/", endpoint.pattern()))
                .sorted()
                .toList();
    }
}
