package io.quorate.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What all endpoints share. */
class ApiHandlerTest {

    private static TestNode node;

    @BeforeAll
    static void start() {
        node = new TestNode();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void answersJsonWithTheOldContentType() {
        TestNode.Seen seen = node.get("/api/lb-check");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.contentType()).isEqualTo("application/json; charset=UTF-8");
        assertThat(seen.body()).isEqualTo("\"OK\"");
    }

    @Test
    void answersUnknownPathsAsTheOldServerDid() {
        TestNode.Seen seen = node.get("/api/nothing-here");
        assertThat(seen.status()).isEqualTo(404);
        assertThat(seen.contentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(seen.body()).isEqualTo("404 page not found\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/health/,200",
        "/api/downtimed/,200",
        "/api/problems/,200",
        "/api//health,404",
        "/api/,404",
        "/api,404",
        "/api/instance//3306,404"
    })
    void toleratesOneSlashAtTheEndAndNoEmptyElementElsewhere(String path, int status) {
        assertThat(node.get(path).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"GET,200", "POST,200", "HEAD,200", "PUT,404", "DELETE,404", "PATCH,404"})
    void acceptsGetAndPostForEverything(String method, int status) {
        HttpRequest request = HttpRequest.create("/api/clusters")
                .withMethod(HttpMethods.lookup(method).orElseThrow());
        assertThat(node.raw(request).status().intValue()).isEqualTo(status);
    }

    @Test
    void doesNotChangeAnythingOnHead() {
        int before = node.log.proposed().size();
        HttpResponse response =
                node.raw(HttpRequest.create("/api/disable-global-recoveries").withMethod(HttpMethods.HEAD));
        assertThat(response.status().intValue()).isEqualTo(404);
        assertThat(node.log.proposed()).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/instance/db1/x | Invalid port: 'x' is not a number between 0 and 65535",
                "/api/instance/db1/99999 | Invalid port: '99999' is not a number between 0 and 65535",
                "/api/instance/nobody/3306 | Cannot read instance: nobody:3306 is not known",
                "/api/instance/%20/3306 | Empty host: expected host/port",
                "/api/instance/bad.host/3306 | Cannot resolve bad.host: no such host",
                "/api/cluster/nothing | Unable to determine cluster name: no cluster, alias or known server is called 'nothing'",
                "/api/discover/down1/3306 | Cannot read down1:3306: connection refused",
                "/api/discover/ignored1/3306 | Discovery of ignored1:3306 is skipped: an ignore filter of the configuration matches it",
                "/api/discover/_/3306 | Invalid instance: _:3306; expected a host name and a port above 0",
                "/api/forget/nobody/3306 | Cannot forget nobody:3306: it is not known",
                "/api/ack-all-recoveries | No acknowledge comment given: add ?comment=",
                "/api/begin-downtime/db1/3306/me/why/soon | Invalid duration: 'soon'; expected a number followed by one of s, m, h, d, w",
                "/api/register-candidate/db1/3306/must | Invalid promotion rule: 'must' is not supported; expected prefer, neutral, prefer_not or must_not",
                "/api/untag-all?tag=role | untag-all needs a tag with its value, as name=value; got 'role'",
                "/api/tagged | No tag given: expected tag=name or tag=name=value",
                "/api/raft-state | raft-state: not running with raft setup",
                "/api/discovery-metrics-raw/x | Invalid seconds: 'x' is not a whole number",
            })
    void saysWhatIsWrongInAnEnvelope(String path, String message) {
        TestNode.Seen seen = node.get(path);
        assertThat(seen.status()).isEqualTo(500);
        assertThat(seen.json().get("Code").asText()).isEqualTo("ERROR");
        assertThat(seen.json().get("Message").asText()).isEqualTo(message);
        assertThat(seen.json().has("Details")).isTrue();
    }

    @Test
    void compressesForThoseWhoAskForIt() {
        HttpRequest request = HttpRequest.GET("/api/all-instances");
        assertThat(node.raw(request).getHeader("Content-Encoding")).isEmpty();
        HttpResponse compressed = node.raw(request.addHeader(RawHeader.create("Accept-Encoding", "deflate, gzip")));
        assertThat(compressed.getHeader("Content-Encoding"))
                .map(Object::toString)
                .contains("Content-Encoding: gzip");
    }
}
