package io.quorate.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorate.model.InstanceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What an operator can do to a node: calls of its HTTP interface, as scripts make them. */
public final class Operator {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InetSocketAddress address;

    Operator(InetSocketAddress address) {
        this.address = address;
    }

    /** A diagnosis as the node shows it: which server, which code, in which words. */
    public record Diagnosis(InstanceKey key, String code, String description) {}

    /** What the node thinks is wrong now. */
    public List<Diagnosis> diagnoses() {
        List<Diagnosis> all = new ArrayList<>();
        for (JsonNode entry : command("replication-analysis").path("Details")) {
            JsonNode key = entry.path("AnalyzedInstanceKey");
            all.add(new Diagnosis(
                    new InstanceKey(
                            key.path("Hostname").asText(), key.path("Port").asInt()),
                    entry.path("Analysis").asText(),
                    entry.path("Description").asText()));
        }
        return all;
    }

    public void downtime(InstanceKey key, String reason) {
        command("begin-downtime/" + at(key) + "/tester/" + reason + "/1h");
    }

    /** Registers a promotion rule: {@code must}, {@code prefer}, {@code neutral}, {@code prefer_not}, {@code must_not}. */
    public void rule(InstanceKey key, String promotionRule) {
        command("register-candidate/" + at(key) + "/" + promotionRule);
    }

    public void disableRecoveries() {
        command("disable-global-recoveries");
    }

    public void enableRecoveries() {
        command("enable-global-recoveries");
    }

    public void acknowledgeAll() {
        command("ack-all-recoveries?comment=" + URLEncoder.encode("seen by a test", StandardCharsets.UTF_8));
    }

    private static String at(InstanceKey key) {
        return key.host() + "/" + key.port();
    }

    /**
     * The answer to a call whose envelope says OK.
     *
     * @throws IllegalStateException with the answer when it says anything else
     */
    public JsonNode command(String path) {
        JsonNode answer = read(path);
        if (!answer.path("Code").asText().equals("OK")) {
            throw new IllegalStateException("GET /api/" + path + " answers " + answer);
        }
        return answer;
    }

    /** The answer to a call, whatever it says. */
    public JsonNode read(String path) {
        URI uri = URI.create("http://127.0.0.1:" + address.getPort() + "/api/" + path);
        try {
            HttpResponse<String> response =
                    CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during GET " + uri, e);
        }
    }
}
