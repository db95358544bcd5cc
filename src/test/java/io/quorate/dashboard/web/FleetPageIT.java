package io.quorate.dashboard.web;

import static io.quorate.readmodel.SampleServers.brokenReplica;
import static io.quorate.readmodel.SampleServers.failed;
import static io.quorate.readmodel.SampleServers.primary;
import static io.quorate.readmodel.SampleServers.replica;
import static io.quorate.readmodel.SampleServers.seen;
import static io.quorate.readmodel.SampleServers.topology;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quorate.model.Downtime;
import io.quorate.readmodel.SampleServers;
import io.quorate.statemachine.NoteChange;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;

/** The page as a person meets it: what it shows, that it follows what happens, and that it can be worked with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetPageIT {

    private static final String HOSTILE = "<img src=x onerror=window.broken=1>\"'&";

    private Browser browser;
    private PageNode node;

    @BeforeAll
    void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void startNode() {
        node = new PageNode();
        node.readModel.publish(SampleServers.shop());
        node.readModel.publish(SampleServers.payments());
        browser.resize(1440, 900);
        browser.preferColors("light");
        browser.complaints();
    }

    @AfterEach
    void stopNode() {
        browser.go("about:blank");
        node.close();
    }

    private void open(String hash) {
        browser.go(node.address() + hash);
        eventually(() -> assertThat(browser.text(".connection")).startsWith("Live"));
    }

    private static void eventually(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(holds);
    }

    private void assertNoComplaints() {
        assertThat(browser.complaints()).isEmpty();
    }

    private String row(String key) {
        return browser.text("[data-key='" + key + "']");
    }

    @Test
    void listsTheClustersWithTheirHealthWorstFirst() {
        open("");

        assertThat(browser.texts(".cluster-title")).containsExactly("pay1:3306", "shop");
        assertThat(browser.texts(".health-word")).containsExactly("Warning", "OK");
        assertThat(browser.text(".cluster.warning .cluster-reason")).isEqualTo("pay2:3306 does not replicate");
        assertThat(browser.text(".node")).contains("node1", "leader");
        assertNoComplaints();
    }

    @Test
    void findsAClusterByTheNameOfAServer() {
        open("");

        browser.press("/");
        browser.press("db3");

        eventually(() -> assertThat(browser.texts(".cluster-title")).containsExactly("shop"));
        assertNoComplaints();
    }

    @Test
    void drawsWhoReplicatesFromWhom() {
        open("#/cluster/shop");

        assertThat(browser.text("h1")).isEqualTo("shop");
        assertThat(row("db1:3306")).contains("Primary", "writable", "8.0.31", "dc1");
        assertThat(row("db2:3306")).contains("Replica", "read-only", "replicating", "0 s");
        assertThat(browser.value("[...document.querySelectorAll('.server')].map(r => r.ariaLevel)"))
                .isEqualTo("1,2,2");
        assertNoComplaints();
    }

    @Test
    void showsAtOnceThatAPrimaryDied() {
        open("#/cluster/shop");

        node.readModel.publish(topology(
                "db1:3306",
                failed(primary("db1", "shop", "db2", "db3")),
                seen(brokenReplica("db2", "db1")),
                seen(replica("db3", "db1"))));

        eventually(() -> assertThat(row("db1:3306")).contains("Unreachable", "writable, last seen"));
        assertThat(browser.text(".verdict")).contains("Failing", "The primary db1:3306 does not answer");
        assertThat(row("db2:3306")).contains("stopped", "Duplicate entry '1' & more");
        assertThat(browser.text(".log-lines")).contains("db1:3306 does not answer: connection refused");
        assertNoComplaints();
    }

    @Test
    void followsTheServersOfAClusterThatAFailoverRenamed() {
        open("#/cluster/shop");
        node.beginRecovery("connection refused");

        node.readModel.publish(topology("db2:3306", seen(primary("db2", "shop", "db3")), seen(replica("db3", "db2"))));
        node.readModel.publish(topology("db1:3306", failed(primary("db1", ""))));
        node.endRecovery(612, "db2", "db1");

        eventually(() -> assertThat(browser.texts(".server-cell .server-name"))
                .containsExactly("db2:3306", "db3:3306", "db1:3306"));
        assertThat(browser.text(".lost-servers")).contains("Left behind by the recovery", "db1:3306", "Unreachable");
        assertNoComplaints();
    }

    @Test
    void showsEachStepOfARecoveryWithItsMillisecondsAndLetsItBeAcknowledged() {
        open("#/cluster/shop");

        node.beginRecovery("all 2 replicas lost it");
        node.step(12, "db2:3306: chosen, most advanced");
        eventually(() -> assertThat(browser.text(".verdict")).contains("Recovering", "db2:3306: chosen"));
        node.step(340, "db2:3306: make it writable: 28 ms");
        node.endRecovery(612, "db2", "db3");

        eventually(() -> assertThat(browser.text(".recovery-head")).contains("db2:3306 took the place of db1:3306"));
        assertThat(browser.text(".recovery-span")).isEqualTo("612 ms");
        assertThat(browser.texts(".step-ms")).containsExactly("+12 ms", "+340 ms");
        assertThat(browser.texts(".step-message"))
                .containsExactly("db2:3306: chosen, most advanced", "db2:3306: make it writable: 28 ms");
        assertThat(browser.text(".lost")).contains("1 replica could not follow: db3:3306");
        browser.element(".recovery summary").click();
        assertThat(browser.text(".recovery .evidence")).isEqualTo("all 2 replicas lost it");

        browser.element(".recovery-foot button").click();
        eventually(() -> assertThat(browser.value("document.activeElement.id")).isEqualTo("ack-comment"));
        browser.press("power supply replaced", Keys.ENTER);

        eventually(() -> assertThat(browser.text(".acknowledged")).contains("power supply replaced"));
        assertThat(node.log.state().recoveries().recoveries().get(0).acknowledgement())
                .hasValueSatisfying(by -> assertThat(by.comment()).isEqualTo("power supply replaced"));
        assertNoComplaints();
    }

    @Test
    void showsHostileTextsAsText() {
        node.readModel.publish(
                topology("odd1:3306", seen(primary("odd1", HOSTILE, "odd2")), seen(replica("odd2", "odd1"))));
        node.apply(new NoteChange.BeginDowntime(new Downtime(
                SampleServers.key("odd2"), HOSTILE, HOSTILE, PageNode.NOW, PageNode.NOW.plusSeconds(3600))));
        node.beginRecovery("evidence " + HOSTILE);
        node.step(1, HOSTILE);
        open("#/cluster/odd1%3A3306");

        assertThat(browser.text("h1")).isEqualTo(HOSTILE);
        assertThat(row("odd2:3306")).contains("downtime: " + HOSTILE);
        browser.go(node.address() + "#/cluster/shop");
        eventually(() -> assertThat(browser.text(".step-message")).isEqualTo(HOSTILE));
        assertThat(browser.value("window.broken")).isEqualTo("undefined");
        assertThat(browser.value("document.images.length")).isEqualTo("0");
        assertNoComplaints();
    }

    @Test
    void isLightOrDarkAsTheSystemSaysUntilSomebodyChooses() {
        open("");
        String light = ground();
        browser.preferColors("dark");
        String dark = ground();
        assertThat(dark).isNotEqualTo(light);

        browser.element(".bar button.plain").click();
        eventually(() -> assertThat(ground()).isEqualTo(light));
        browser.reload();
        assertThat(ground()).isEqualTo(light);

        eventually(() -> assertThat(browser.value("document.querySelector('.bar button.plain') !== null"))
                .isEqualTo("true"));
        browser.element(".bar button.plain").click();
        browser.preferColors("light");
        eventually(() -> assertThat(ground()).isEqualTo(dark));
        browser.value("localStorage.clear()");
        assertNoComplaints();
    }

    private String ground() {
        return browser.value("getComputedStyle(document.documentElement).backgroundColor");
    }

    @Test
    void canBeWalkedAndOpenedWithTheKeyboard() {
        open("#/cluster/shop");

        browser.value("document.querySelector('.server').focus()");
        browser.press(Keys.ARROW_DOWN);
        eventually(() -> assertThat(focusedRow()).isEqualTo("db2:3306"));
        browser.press(Keys.ENTER);
        eventually(() -> assertThat(row("db2:3306")).contains("GTIDs executed", "Source\ndb1:3306"));
        browser.press(Keys.ARROW_LEFT);
        eventually(() -> assertThat(focusedRow()).isEqualTo("db1:3306"));
        browser.press(Keys.ARROW_LEFT);
        eventually(() -> assertThat(browser.texts(".server")).hasSize(1));
        assertThat(row("db1:3306")).contains("2 servers");
        browser.press(Keys.ARROW_RIGHT);
        eventually(() -> assertThat(browser.texts(".server")).hasSize(3));
        assertNoComplaints();
    }

    private String focusedRow() {
        return browser.value("document.activeElement.dataset.key");
    }

    @Test
    void fitsOnAPhone() {
        browser.resize(390, 844);
        open("#/cluster/shop");

        assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo("true");
        assertThat(browser.value("getComputedStyle(document.querySelector('.clusters')).display"))
                .isEqualTo("none");
        browser.element(".back").click();
        eventually(() -> assertThat(browser.texts(".cluster-title")).hasSize(2));
        assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo("true");
        assertNoComplaints();
    }

    @Test
    void saysWhenItIsNotLiveAndComesBackByItself() {
        open("#/cluster/shop");

        node.stopServer();
        eventually(() -> assertThat(browser.text(".connection")).startsWith("Not live"));
        eventually(() -> assertThat(browser.text(".notices")).contains("What you see may be old"));
        node.readModel.publish(topology("db1:3306", seen(primary("db1", "shop"))));
        node.startServerAgain();

        eventually(() -> assertThat(browser.text(".connection")).startsWith("Live"));
        assertThat(browser.texts(".server")).hasSize(1);
        assertThat(browser.text(".notices")).isEmpty();
    }

    @Test
    void textsStandOutFromTheirGroundInBothThemes() {
        open("");
        for (String scheme : new String[] {"light", "dark"}) {
            browser.preferColors(scheme);
            assertThat(browser.resolved(ContrastScript.WEAKEST))
                    .as("weakest contrast, " + scheme)
                    .satisfies(weakest -> assertThat(Double.parseDouble(weakest.split(" ", 2)[0]))
                            .as(weakest)
                            .isGreaterThanOrEqualTo(4.5));
        }
    }
}
