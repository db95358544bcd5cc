package io.quorate.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Connections to a sandbox server's own port, as root. */
final class RootConnection {

    private static final String OPTIONS =
            "?user=root&sslMode=DISABLED&allowPublicKeyRetrieval=true&connectTimeout=5000&socketTimeout=60000"
                    + "&useLocalSessionState=true&cacheServerConfiguration=false&tcpNoDelay=true";

    private RootConnection() {}

    static Connection open(int port) throws SQLException {
        return DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port + "/" + OPTIONS);
    }

    /** Whether the server takes a connection; asks TCP first, which costs nothing while it starts. */
    static boolean answers(int port) {
        return listens(port) && greets(port);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean greets(int port) {
        try (Connection connection = open(port)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
