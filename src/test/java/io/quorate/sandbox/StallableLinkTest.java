package io.quorate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StallableLinkTest {

    private static final int LONG_MILLIS = 5000;
    private static final int SHORT_MILLIS = 150;

    private ServerSocket target;
    private StallableLink link;

    @BeforeEach
    void listen() throws IOException {
        target = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        link = StallableLink.to(target.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        target.close();
    }

    @Test
    void carriesBytesBothWays() throws IOException {
        try (Socket client = connect();
                Socket server = target.accept()) {
            send(client, "question");
            assertThat(receive(server, 8)).isEqualTo("question");
            send(server, "answer");
            assertThat(receive(client, 6)).isEqualTo("answer");
        }
    }

    @Test
    void holdsBytesWhileStalledAndDeliversThemLater() throws IOException {
        try (Socket client = connect();
                Socket server = target.accept()) {
            link.stall();
            send(client, "question");
            server.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            link.resume();
            server.setSoTimeout(LONG_MILLIS);
            assertThat(receive(server, 8)).isEqualTo("question");
        }
    }

    @Test
    void stallsOnlyTheAccountItIsTold() throws IOException {
        try (Socket quorate = connect();
                Socket server = target.accept();
                Socket replica = connect();
                Socket otherServer = target.accept()) {
            link.stallOnly("quorate");
            send(quorate, login("quorate"));
            send(replica, login("repl"));

            assertThat(receive(otherServer, login("repl").length())).isEqualTo(login("repl"));
            server.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void stallsAllButTheAccountItIsTold() throws IOException {
        try (Socket quorate = connect();
                Socket server = target.accept()) {
            link.stallAllBut("repl");
            send(quorate, login("quorate"));

            server.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void refusesWhileCutAndListensAgainWhenMended() throws IOException {
        try (Socket client = connect();
                Socket server = target.accept()) {
            link.cut();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(() -> connect().close()).isInstanceOf(ConnectException.class);
        }
        link.mend();
        try (Socket client = connect();
                Socket server = target.accept()) {
            send(client, "again");
            assertThat(receive(server, 5)).isEqualTo("again");
        }
    }

    @Test
    void deliversLaterWhenSlow() throws IOException {
        try (Socket client = connect();
                Socket server = target.accept()) {
            link.slowBy(Duration.ofMillis(120));
            long before = System.nanoTime();
            send(client, "question");
            assertThat(receive(server, 8)).isEqualTo("question");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port());
        socket.setSoTimeout(LONG_MILLIS);
        return socket;
    }

    private static String login(String account) {
        return "x".repeat(36) + account + "\0rest";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String receive(Socket socket, int length) throws IOException {
        socket.setSoTimeout(LONG_MILLIS);
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }
}
