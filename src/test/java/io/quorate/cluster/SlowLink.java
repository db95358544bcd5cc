package io.quorate.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * What is sent to one address arrives at another one, later; the way back takes as long. Bandwidth is not limited, order
 * is kept.
 */
final class SlowLink implements AutoCloseable {

    private static final byte[] END = new byte[0];

    private final ServerSocket entrance;
    private final InetSocketAddress exit;
    private final long delayNanos;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private static final class Piece {
        private final byte[] bytes;
        private final long due;

        Piece(byte[] bytes, long due) {
            this.bytes = bytes;
            this.due = due;
        }
    }

    /** @param delay each way */
    SlowLink(String from, String to, int port, Duration delay) {
        this.exit = new InetSocketAddress(to, port);
        this.delayNanos = delay.toNanos();
        try {
            this.entrance = new ServerSocket(port, 64, InetAddress.getByName(from));
        } catch (IOException e) {
            throw new UncheckedIOException("nobody can listen at " + from + ":" + port + ": " + e.getMessage(), e);
        }
        start("accept", this::accept);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "slow link: " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = entrance.accept();
                open.add(near);
                start("connect", () -> connect(near));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void connect(Socket near) {
        Socket far = new Socket();
        open.add(far);
        try {
            LockSupport.parkNanos(delayNanos);
            far.connect(exit);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            carry(near, far);
            carry(far, near);
        } catch (IOException refused) {
            end(near);
            end(far);
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>();
        start("read", () -> read(from, underWay));
        start("write", () -> write(underWay, from, to));
    }

    private void read(Socket from, BlockingQueue<Piece> underWay) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                underWay.add(new Piece(Arrays.copyOf(buffer, count), System.nanoTime() + delayNanos));
            }
        } catch (IOException closed) {
            // Told to the other side below.
        }
        underWay.add(new Piece(END, System.nanoTime() + delayNanos));
    }

    private void write(BlockingQueue<Piece> underWay, Socket from, Socket to) {
        try {
            for (Piece piece = underWay.take(); piece.bytes.length > 0; piece = underWay.take()) {
                for (long left = piece.due - System.nanoTime(); left > 0; left = piece.due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                to.getOutputStream().write(piece.bytes);
            }
        } catch (IOException gone) {
            // Both ends are closed below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(from);
        end(to);
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // As wished.
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException alreadyGone) {
            // As wished.
        }
        Set.copyOf(open).forEach(this::end);
    }
}
