package io.quorate.http;

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

    /** One line of the table. */
    record Endpoint(List<String> pattern, boolean changes, Ask handler) {

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
        add(pattern, false, request -> CompletableFuture.completedFuture(handler.answer(request)));
    }

    /** Reads, but has to wait for something. */
    void ask(String pattern, Ask handler) {
        add(pattern, false, handler);
    }

    /** Changes something: only for callers who may write. */
    void change(String pattern, Ask handler) {
        add(pattern, true, handler);
    }

    /** The same value for everybody, for ever. */
    void constant(String pattern, Supplier<Answer> value) {
        Answer answer = value.get();
        read(pattern, request -> answer);
    }

    private void add(String pattern, boolean changes, Ask handler) {
        List<String> elements = List.of(pattern.split("/"));
        byFirst.computeIfAbsent(elements.get(0), k -> new ArrayList<>()).add(new Endpoint(elements, changes, handler));
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
