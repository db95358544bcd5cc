package io.quorate.app.kv;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** hraftd's options, with one dash or two. */
public final class KvOptions {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Option(
            names = {"-rmem", "--rmem"},
            arity = "0..1",
            defaultValue = "true",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Keep log and vote in memory only: a restart is a new node. Default: ${DEFAULT-VALUE}.")
    private boolean inMemory;

    @Option(
            names = {"-haddr", "--haddr"},
            paramLabel = "HOST:PORT",
            description = "HTTP address. Default: this machine's, port 11000, or 1000 below that of --raddr.")
    private Optional<String> http = Optional.empty();

    @Option(
            names = {"-raddr", "--raddr"},
            paramLabel = "HOST:PORT",
            description = "Raft address. Default: 1000 ports above that of --haddr.")
    private Optional<String> raft = Optional.empty();

    @Option(
            names = {"-rdir", "--rdir"},
            paramLabel = "FOLDER",
            description = "Folder of the log and of peers.json. Default: ~/.hraftd/<node>.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = {"-rjoin", "--rjoin"},
            paramLabel = "HOST:PORT,…",
            description = "HTTP addresses of nodes to join. Without it: found a group.")
    private String join = "";

    @Option(
            names = {"-iface", "--iface"},
            paramLabel = "NAME",
            description = "Network interface whose address is this node's.")
    private Optional<String> networkInterface = Optional.empty();

    @Option(
            names = {"-hadv", "--hadv", "-radv", "--radv"},
            hidden = true,
            description = "Accepted; nothing ever used them.")
    private List<String> ignored = List.of();

    /** Whether the log is thrown away at the end. */
    public boolean isInMemory() {
        return inMemory;
    }

    public String own() {
        return OwnAddress.of(networkInterface);
    }

    public KvAddresses addresses() {
        return KvAddresses.of(http, raft, own());
    }

    /** Where the log and {@code peers.json} are. */
    public Path folder() {
        return folder.orElseGet(() -> Path.of(System.getProperty("user.home"), ".hraftd")
                        .resolve(addresses().nodeId().replace(',', '_').replace(':', '_')))
                .toAbsolutePath();
    }

    /**
     * The HTTP addresses of nodes to ask for admission; empty to found a group. A node that would found one, and finds
     * those it once belonged with, joins them instead.
     */
    public List<String> join() throws IOException {
        KvAddresses addresses = addresses();
        String own = own();
        List<String> given = Arrays.stream(join.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        if (!given.isEmpty() && !addresses.isSelf(given.get(0), own)) {
            return given.stream().map(entry -> KvAddresses.filled(entry, own)).toList();
        }
        return new PeersFile(folder())
                .read().stream()
                        .map(PeersFile::httpOf)
                        .filter(peer -> !peer.equals(addresses.http()))
                        .filter(KvOptions::isInGroup)
                        .toList();
    }

    private static boolean isInGroup(String http) {
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + http + "/hraftd/raft/state"))
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.body().contains("Leader") || answer.body().contains("Follower");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
