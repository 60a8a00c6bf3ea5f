using System.Buffers.Binary;

namespace RealtimeLoad.Load;

/// <summary>Takes the bytes of one subscriber apart: answers pings, finds marks. Knows nothing of envelopes.</summary>
internal sealed class FrameScanner(DeliveryLedger ledger, ServerDialect dialect)
{
    private const int Continuation = 0;
    private const int Text = 1;
    private const int Close = 8;
    private const int Ping = 9;
    private const int Pong = 10;

    private const int DeflatedBit = 0x40;

    private static readonly byte[] EnginePong = Wire.Text("3");

    private readonly SharedInflater _inflater = new();

    /// <summary>Subscribers that follow their topics now.</summary>
    public int Ready { get; set; }

    /// <summary>Bytes of text frames, their headers included.</summary>
    public long TextBytes { get; private set; }

    /// <summary>Handles every complete frame and returns how many bytes were used.</summary>
    public int Scan(Subscriber subscriber, ReadOnlySpan<byte> bytes, long now)
    {
        var used = 0;
        if (!subscriber.IsUpgraded)
        {
            used = ReadUpgrade(subscriber, bytes);
            if (used == 0)
                return 0;
        }

        while (TryReadHeader(bytes[used..], out var header, out var length) && bytes.Length - used - header >= length)
        {
            Handle(subscriber, bytes[used], header, bytes.Slice(used + header, (int)length), now);
            used += header + (int)length;
        }

        return used;
    }

    private int ReadUpgrade(Subscriber subscriber, ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return 0;
        if (!bytes.StartsWith("HTTP/1.1 101"u8))
            throw new InvalidDataException("The server refused the upgrade: "
                + System.Text.Encoding.ASCII.GetString(bytes[..end]));
        subscriber.IsUpgraded = true;
        if (dialect.Greeting(subscriber) is { } hello)
            subscriber.Socket.Send(hello);
        return end + 4;
    }

    public static bool TryReadHeader(ReadOnlySpan<byte> bytes, out int header, out long length)
    {
        (header, length) = (2, 0);
        if (bytes.Length < 2)
            return false;
        length = bytes[1];
        if (length == 126)
        {
            header = 4;
            if (bytes.Length < header)
                return false;
            length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        }
        else if (length == 127)
        {
            header = 10;
            if (bytes.Length < header)
                return false;
            length = BinaryPrimitives.ReadInt64BigEndian(bytes[2..]);
        }

        return true;
    }

    private void Handle(Subscriber subscriber, byte first, int header, ReadOnlySpan<byte> payload, long now)
    {
        switch (first & 0x0f)
        {
            case Text or Continuation:
                TextBytes += header + payload.Length;
                if ((first & DeflatedBit) != 0)
                    payload = _inflater.Inflate(payload);
                HandleText(subscriber, payload, isLast: (first & 0x80) != 0, now);
                break;
            case Ping:
                subscriber.Socket.Send(Wire.Masked(Pong, payload));
                break;
            case Close:
                throw new InvalidDataException("The server closed a connection: "
                    + System.Text.Encoding.UTF8.GetString(payload.Length > 2 ? payload[2..] : payload));
        }
    }

    private void HandleText(Subscriber subscriber, ReadOnlySpan<byte> payload, bool isLast, long now)
    {
        dialect.Note(subscriber, payload);
        if (subscriber.MarkBegun is { } begun)
        {
            subscriber.MarkBegun = null;
            byte[] joined = [.. begun, .. payload[..Math.Min(payload.Length, Wire.MarkLength)]];
            if (joined.Length >= Wire.MarkLength)
                ledger.Receive(subscriber, Wire.ParseMark(joined.AsSpan(1)), now);
            else
                subscriber.MarkBegun = joined;
        }
        else if (!subscriber.IsReady)
        {
            subscriber.IsReady = payload.IndexOf(dialect.ReadyMark) >= 0;
            Ready += subscriber.IsReady ? 1 : 0;
        }
        else if (payload is [(byte)'2'] && dialect.HasTextPings)
        {
            subscriber.Socket.Send(EnginePong);
        }

        while (payload.IndexOf(Wire.MarkSign) is var at and >= 0)
        {
            payload = payload[at..];
            if (payload.Length < Wire.MarkLength)
            {
                if (isLast)
                    throw new InvalidDataException("A message was cut off.");
                subscriber.MarkBegun = payload.ToArray();
                return;
            }

            ledger.Receive(subscriber, Wire.ParseMark(payload[1..]), now);
            payload = payload[Wire.MarkLength..];
        }
    }
}
