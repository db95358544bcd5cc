package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.config.catalogue.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {

    private final ConfigFiles files;

    ConfigurationLoaderTest(@TempDir Path directory) {
        files = new ConfigFiles(directory);
    }

    @Test
    void withoutAnyFileTheDefaultsHold() {
        LoadResult result = files.loader().loadUsualFiles();

        assertThat(result.files()).isEmpty();
        assertThat(result.findings()).isEmpty();
        assertThat(result.configuration().orElseThrow().text("ListenAddress")).isEqualTo(":3000");
    }

    @Test
    void readsTheUsualFilesEachOverTheOnesBefore() {
        files.write("etc/orchestrator.conf.json", """
                        {"ListenAddress": ":1", "MySQLTopologyUser": "a", "InstancePollSeconds": 1}""")
                .write("conf/orchestrator.conf.json", """
                        {"ListenAddress": ":2", "MySQLTopologyUser": "b"}""")
                .write("quorate.conf.json", """
                        {"ListenAddress": ":3"}""");

        LoadResult result = files.loader().loadUsualFiles();

        assertThat(result.files())
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsExactly("orchestrator.conf.json", "orchestrator.conf.json", "quorate.conf.json");
        Configuration configuration = result.configuration().orElseThrow();
        assertThat(configuration.text("ListenAddress")).isEqualTo(":3");
        assertThat(configuration.text("MySQLTopologyUser")).isEqualTo("b");
        assertThat(configuration.duration("InstancePollSeconds")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aNamedFileIsTheOnlyOneRead() {
        files.write("orchestrator.conf.json", "{\"MySQLTopologyUser\": \"other\"}")
                .write("mine.json", "{\"ListenAddress\": \":9\"}");

        Configuration configuration =
                files.loader().load(Path.of("mine.json")).configuration().orElseThrow();

        assertThat(configuration.text("ListenAddress")).isEqualTo(":9");
        assertThat(configuration.text("MySQLTopologyUser")).isEmpty();
    }

    @Test
    void aNamedFileThatIsMissingIsAnError() {
        assertThat(files.load("missing.json").errors())
                .extracting(Finding::toString)
                .containsExactly("missing.json: error: the configuration file missing.json does not exist");
    }

    @Test
    void aDirectoryIsNotAFile() {
        files.write("folder/x.json", "{}");
        assertThat(files.load("folder").errors())
                .extracting(Finding::message)
                .first()
                .asString()
                .contains("is a directory");
    }

    @Test
    void laterFilesReplaceScalarsAndListsAndAddToObjects() {
        files.write("1.json", """
                        {"Debug": true, "DiscoverySeeds": ["a:1", "b:2"], "ClusterNameToAlias": {"x": "1", "y": "2"}}""").write("2.json", """
                        {"Debug": false, "DiscoverySeeds": ["c:3"], "ClusterNameToAlias": {"y": "3", "z": "4"}}""");

        Configuration merged = files.load("1.json", "2.json").configuration().orElseThrow();

        assertThat(merged.flag("Debug")).isFalse();
        assertThat(merged.texts("DiscoverySeeds")).containsExactly("c:3");
        assertThat(merged.mapping("ClusterNameToAlias"))
                .containsExactly(Map.entry("x", "1"), Map.entry("y", "3"), Map.entry("z", "4"));
    }

    @Test
    void nullKeepsAScalarAndEmptiesListsAndObjects() {
        files.write("1.json", """
                        {"Debug": true, "DiscoverySeeds": ["a:1"], "ClusterNameToAlias": {"x": "1"}, "PowerAuthUsers": ["me"]}""").write("2.json", """
                        {"Debug": null, "DiscoverySeeds": null, "ClusterNameToAlias": null, "PowerAuthUsers": null}""");

        Configuration merged = files.load("1.json", "2.json").configuration().orElseThrow();

        assertThat(merged.flag("Debug")).isTrue();
        assertThat(merged.texts("DiscoverySeeds")).isEmpty();
        assertThat(merged.texts("PowerAuthUsers")).isEmpty();
        assertThat(merged.mapping("ClusterNameToAlias")).isEmpty();
    }

    @Test
    void theCaseOfAKeyDoesNotMatterButIsMentioned() {
        assertThat(files.good("{\"mysqltopologyuser\": \"me\"}").text("MySQLTopologyUser"))
                .isEqualTo("me");
        assertThat(files.warnings("{\"mysqltopologyuser\": \"me\"}"))
                .containsExactly(
                        "a.json:1: warning: mysqltopologyuser is read as MySQLTopologyUser; write it that way");
    }

    @Test
    void theLastOfTwoEqualKeysCounts() {
        String text = "{\n\"ListenAddress\": \":1\",\n\"listenaddress\": \":2\"\n}";
        assertThat(files.good(text).text("ListenAddress")).isEqualTo(":2");
        assertThat(files.warnings(text))
                .first()
                .asString()
                .isEqualTo("a.json:2: warning: ListenAddress is given again at line 3; the last one counts");
    }

    @Test
    void anUnknownKeyIsAWarningWithTheNearestName() {
        assertThat(files.warnings("{\n  \"InstancePolSecond\": 5\n}"))
                .containsExactly("a.json:2: warning: unknown key InstancePolSecond; did you mean InstancePollSeconds?");
        assertThat(files.warnings("{\"Zzzzzzzz\": 5}"))
                .containsExactly("a.json:1: warning: unknown key Zzzzzzzz; it has no effect");
    }

    @Test
    void keysThatAreCommentsArePassedOver() {
        assertThat(files.loadText("{\"_comment\": \"x\", \"//\": 1, \"#\": 1, \"#\": 2}")
                        .findings())
                .isEmpty();
    }

    @Test
    void namesDroppedLongAgoGiveANoteWhateverTheirValue() {
        LoadResult result = files.loadText("{\"AuditPageSize\": \"twenty\", \"StatusSimpleHealth\": true}");
        assertThat(result.configuration()).isPresent();
        assertThat(result.findings()).hasSize(2).allMatch(finding -> finding.severity() == Finding.Severity.NOTE);
    }

    @Test
    void commentsAndTrailingCommasAreAllowed() {
        Configuration configuration = files.good("""
                // head
                {
                  /* a
                     block */
                  "DiscoverySeeds": ["a:1", "b:2",], // tail
                  "Debug": true,
                }
                """);
        assertThat(configuration.flag("Debug")).isTrue();
        assertThat(configuration.texts("DiscoverySeeds")).hasSize(2);
    }

    @Test
    void aByteOrderMarkIsNoText() {
        assertThat(files.good("\uFEFF{\"Debug\": true}").flag("Debug")).isTrue();
    }

    @Test
    void textBehindTheObjectIsMentioned() {
        assertThat(files.warnings("{\"Debug\": true}\n{\"Debug\": false}"))
                .singleElement()
                .asString()
                .contains("text after the last closing bracket");
    }

    @Test
    void aWrongTypeNamesFileLineKeyValueAndExpectation() {
        assertThat(files.errors("{\n\n  \"InstancePollSeconds\": \"five\"\n}"))
                .containsExactly(
                        "a.json:3: error: InstancePollSeconds is \"five\"; expected a whole number of 1 or more,"
                                + " without quotes");
        assertThat(files.errors("{\"ReadOnly\": \"true\"}"))
                .containsExactly("a.json:1: error: ReadOnly is \"true\"; expected true or false, without quotes");
        assertThat(files.errors("{\"InstancePollSeconds\": 1.5}"))
                .singleElement()
                .asString()
                .contains("1.5");
        assertThat(files.errors("{\"AuditPurgeDays\": -1}"))
                .singleElement()
                .asString()
                .contains("is -1");
        assertThat(files.errors("{\"DefaultInstancePort\": 70000}"))
                .singleElement()
                .asString()
                .contains("from 1 to 65535");
        assertThat(files.errors("{\"DiscoverySeeds\": \"a:1\"}"))
                .singleElement()
                .asString()
                .contains("list");
        assertThat(files.errors("{\"DiscoverySeeds\": [1]}"))
                .singleElement()
                .asString()
                .contains("[1]");
        assertThat(files.errors("{\"ClusterNameToAlias\": [\"a\"]}"))
                .singleElement()
                .asString()
                .contains("object");
    }

    @Test
    void allErrorsOfAllFilesAreFoundAtOnce() {
        files.write("1.json", "{\"Debug\": 1, \"ListenAddress\": false}")
                .write("2.json", "{\"RaftEnabled\": true, \"DataCenterPattern\": \"(\", \"Debug\": \"no\"}");

        assertThat(files.load("1.json", "2.json").errors())
                .extracting(finding -> finding.key().orElse("?"))
                .containsExactly("Debug", "ListenAddress", "DataCenterPattern", "Debug", "RaftDataDir");
    }

    @Test
    void unimplementedKeysAreNamedInOneLineUnlessTheyHaveTheirDefault() {
        assertThat(files.warnings("{\"WebMessage\": \"hi\", \"AuditLogFile\": \"/x\", \"AuditPurgeDays\": 7}"))
                .containsExactly("warning: not implemented yet, so without effect: AuditLogFile, WebMessage");
    }

    @Test
    void anUnimplementedProtectionIsSpelledOut() {
        assertThat(files.warnings("{\"UseSSL\": true}"))
                .contains("a.json:1: warning: UseSSL is not implemented yet: page and API are not encrypted");
    }

    @Test
    void everyKeyOfTheCatalogueParses() {
        for (var key : Catalogue.keys()) {
            String value = switch (key.type()) {
                case FLAG -> "true";
                case INTEGER, NUMBER -> String.valueOf(Math.max(key.least(), Math.min(key.most(), 100)));
                case WORD -> '"' + key.words().get(key.words().size() - 1) + '"';
                case TEXT, SECRET, PATTERN -> "\"(x)\"";
                case TEXTS, COMMANDS, PATTERNS, HOST_PATTERNS, CLUSTER_FILTERS -> "[\"x\"]";
                case MAPPING -> "{\"x\": \"y\"}";
            };
            LoadResult result = files.loadText("{\"" + key.name() + "\": " + value + "}");
            List<Finding> typeErrors = result.errors().stream()
                    .filter(error -> error.message().contains("expected " + key.expectation()))
                    .toList();
            assertThat(typeErrors).as(key.name()).isEmpty();
            if (key.isCurrent() && result.configuration().isPresent()) {
                assertThat(result.configuration().get().isGiven(key.name()))
                        .as(key.name())
                        .isTrue();
            }
        }
    }
}
