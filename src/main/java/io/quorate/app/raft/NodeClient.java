package io.quorate.app.raft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The HTTP interface of one node; the options that say which. */
final class NodeClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    @Option(
            names = {"-u", "--url"},
            paramLabel = "URL",
            description = "Any node of the group, such as http://node1:3000. Default: the first of QUORATE_API or"
                    + " ORCHESTRATOR_API, else http://127.0.0.1:3000.")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--user",
            paramLabel = "NAME:PASSWORD",
            description = "Who asks. Default: ORCHESTRATOR_AUTH_USER and ORCHESTRATOR_AUTH_PASSWORD.")
    private Optional<String> user = Optional.empty();

    /** What the node answers to a question. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    /** What the node answers to a change: its {@code Message}. */
    String change(String method, String path, Optional<Object> body) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher content = body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body.get()));
        JsonNode answer = send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(method, content));
        return answer.path("Message").asText(answer.toString());
    }

    static String path(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        credentials()
                .ifPresent(text -> request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        HttpResponse<String> response;
        try {
            response = HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .build()
                    .send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException(
                    base() + " does not answer: " + (e.getMessage() == null ? e.toString() : e.getMessage())
                            + "; name another node with --url",
                    e);
        }
        JsonNode answer = read(response);
        if (response.statusCode() != 200) {
            throw new IOException(base() + " answers " + response.statusCode() + ": "
                    + answer.path("Message").asText(response.body()));
        }
        return answer;
    }

    private JsonNode read(HttpResponse<String> response) throws IOException {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException(
                    base() + " answers " + response.statusCode() + " and no JSON; is it a node of a group?", e);
        }
    }

    private Optional<String> credentials() {
        return user.or(() -> Optional.ofNullable(System.getenv("ORCHESTRATOR_AUTH_USER"))
                .filter(name -> !name.isEmpty())
                .map(name -> name + ":"
                        + Optional.ofNullable(System.getenv("ORCHESTRATOR_AUTH_PASSWORD"))
                                .orElse("")));
    }

    private URI uri(String path) {
        return URI.create(base() + "/api/v2/raft" + path);
    }

    /** Without a slash or {@code /api} at its end. */
    String base() {
        String given = url.or(() -> environment("QUORATE_API"))
                .or(() -> environment("ORCHESTRATOR_API"))
                .orElse("http://127.0.0.1:3000");
        String withScheme = given.contains("://") ? given : "http://" + given;
        return withScheme.replaceAll("/+$", "").replaceAll("/api$", "");
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name))
                .map(list -> list.strip().split("[\\s,]+", -1)[0])
                .filter(first -> !first.isEmpty());
    }
}
