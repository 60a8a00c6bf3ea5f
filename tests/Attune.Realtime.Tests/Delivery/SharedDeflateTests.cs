using System.Text;
using System.Text.Json;
using Attune.Realtime.Specification;
using Attune.Realtime.Streams;
using Attune.TestKit.Proofs;

namespace Attune.Realtime.Tests.Delivery;

/// <summary>
/// Goal: compression costs one deflate per event, whoever follows, and never a byte of correctness.
/// Method: real engine, two shards, peers that record; every deflated frame is inflated with an empty window and compared with
/// the plain one.
/// </summary>
public sealed class SharedDeflateTests
{
    private const string Topic = "guest";

    [Fact]
    [Proves("C-79", "C-82")]
    public async Task An_event_to_a_hundred_recipients_costs_one_deflate_and_everybody_reads_the_same()
    {
        await using var harness = DeliveryHarness.Start();
        var plain = new FrameRecorder();
        await harness.ConnectAsync(plain, Topic);
        var compressed = await ConnectManyAsync(harness, 100);
        plain.Take();
        await harness.PublishAsync(Topic, BulkOfGuests());

        var text = Assert.Single(SentFrame.Read(plain.Take()));
        Assert.False(text.IsDeflated);
        var saved = 0L;
        foreach (var frame in compressed.Select(peer => Assert.Single(SentFrame.Read(peer.Take()))))
        {
            Assert.True(frame.IsDeflated);
            Assert.Equal(text.Text, frame.Text);
            saved += text.Payload.Length - frame.Payload.Length;
        }

        Assert.Equal(1, harness.Engine.Engine.DeflatedFrames);
        Assert.Equal((100, saved), (harness.Sum(counters => counters.Compressed), harness.Sum(counters => counters.Saved)));
    }

    [Fact]
    public async Task The_bulk_check_in_of_ten_guests_takes_at_least_60_percent_fewer_bytes()
    {
        var data = BulkOfGuests();
        Assert.InRange(Encoding.UTF8.GetByteCount(data), 3500, 4800);
        await using var harness = DeliveryHarness.Start();
        var peer = new FrameRecorder();
        await harness.ConnectAsync(peer, Topic, isDeflated: true);
        peer.Take();
        await harness.PublishAsync(Topic, data);
        var frame = Assert.Single(SentFrame.Read(peer.Take()));
        Assert.InRange(frame.Payload.Length, 1, Encoding.UTF8.GetByteCount(frame.Text) * 0.4);
    }

    [Fact]
    public async Task Nobody_who_asked_for_compression_means_no_deflate()
    {
        await using var harness = DeliveryHarness.Start();
        var peer = new FrameRecorder();
        await harness.ConnectAsync(peer, Topic);
        await harness.PublishAsync(Topic, BulkOfGuests());
        Assert.Equal(0, harness.Engine.Engine.DeflatedFrames);
    }

    [Theory]
    [InlineData(1023, false)]
    [InlineData(1024, true)]
    [Proves("C-78")]
    public async Task Messages_from_1024_bytes_on_are_deflated(int bytes, bool isDeflated)
    {
        await using var harness = DeliveryHarness.Start();
        var peer = new FrameRecorder();
        await harness.ConnectAsync(peer, Topic, isDeflated: true);
        peer.Take();
        await harness.PublishAsync(Topic, "\"\"");
        var around = Assert.Single(SentFrame.Read(peer.Take())).Payload.Length;
        // The second event has seq 2 and prev 1: as many digits as the first.
        await harness.PublishAsync(Topic, $"\"{new string('x', bytes - around)}\"");
        var frame = Assert.Single(SentFrame.Read(peer.Take()));
        Assert.Equal((bytes, isDeflated), (Encoding.UTF8.GetByteCount(frame.Text), frame.IsDeflated));
    }

    [Fact]
    public async Task What_would_save_less_than_a_tenth_goes_plain_and_is_tried_once()
    {
        await using var harness = DeliveryHarness.Start();
        var peers = await ConnectManyAsync(harness, 10);
        await harness.PublishAsync(Topic, $"\"{Noise(6000)}\"");
        var frames = peers.Select(peer => Assert.Single(SentFrame.Read(peer.Take()))).ToList();
        Assert.All(frames, frame => Assert.False(frame.IsDeflated));
        Assert.Equal(1, harness.Engine.Engine.DeflatedFrames);
    }

    [Fact]
    public async Task A_frame_of_several_hundred_kilobytes_is_deflated_and_reads_back()
    {
        await using var harness = DeliveryHarness.Start();
        var (plain, compressed) = (new FrameRecorder(), new FrameRecorder());
        await harness.ConnectAsync(plain, Topic);
        await harness.ConnectAsync(compressed, Topic, isDeflated: true);
        plain.Take();
        compressed.Take();
        await harness.PublishAsync(Topic, $"[{string.Join(',', Enumerable.Range(0, 45).Select(BulkOfGuests))}]");
        var expected = Assert.Single(SentFrame.Read(plain.Take()));
        Assert.InRange(expected.Payload.Length, 150_000, 256 * 1024);
        var frame = Assert.Single(SentFrame.Read(compressed.Take()));
        Assert.True(frame.IsDeflated);
        Assert.Equal(expected.Text, frame.Text);
    }

    [Fact]
    public async Task A_late_joiner_shares_what_was_deflated_before()
    {
        await using var harness = DeliveryHarness.Start();
        var first = new FrameRecorder();
        await harness.ConnectAsync(first, Topic, isDeflated: true);
        first.Take();
        await harness.PublishAsync(Topic, BulkOfGuests());
        var late = new FrameRecorder();
        await harness.ConnectAsync(late, Topic, isDeflated: true, after: 0);
        Assert.Equal(SentFrame.Read(first.Take())[0].Payload, SentFrame.Read(late.Take())[1].Payload);
        Assert.Equal(1, harness.Engine.Engine.DeflatedFrames);
    }

    [Fact]
    public async Task A_redacted_event_is_not_delivered_from_its_deflated_variant()
    {
        await using var harness = DeliveryHarness.Start();
        var first = new FrameRecorder();
        await harness.ConnectAsync(first, Topic, isDeflated: true);
        var receipt = await harness.PublishAsync(Topic, BulkOfGuests());
        var redacted = await harness.Engine.Engine.RedactAsync(
            EngineHarness.Publisher(), Topic, receipt.Id, TestContext.Current.CancellationToken);
        Assert.Null(redacted.Failure);
        var late = new FrameRecorder();
        await harness.ConnectAsync(late, Topic, after: 0, isDeflated: true);
        var again = SentFrame.Read(late.Take())[1];
        Assert.Equal(JsonValueKind.Null, again.Json.GetProperty("events")[0].GetProperty("data").ValueKind);
    }

    [Fact]
    public async Task The_ring_counts_the_deflated_variants_and_keeps_its_bound()
    {
        const int Bound = 64 * 1024;
        await using var harness = DeliveryHarness.Start(options => options.RingBytesPerTopic = Bound);
        var peer = new FrameRecorder();
        await harness.ConnectAsync(peer, Topic, isDeflated: true);
        for (var i = 0; i < 40; i++)
        {
            await harness.PublishAsync(Topic, BulkOfGuests(seed: i));
            var ring = harness.Engine.Topic(Topic).Ring;
            Assert.InRange(ring.Bytes, 1, Bound);
            var held = Enumerable.Range(0, i + 1).Select(unit => ring.TryGet(unit)).OfType<EventFrame>()
                .Sum(frame => (long)frame.Bytes.Length + (frame.Deflated?.Length ?? 0));
            Assert.Equal(held, ring.Bytes);
        }
    }

    /// <summary>Brief D's bulk event: ten made-up guests, no value twice.</summary>
    private static string BulkOfGuests() => BulkOfGuests(seed: 2026);

    private static string BulkOfGuests(int seed)
    {
        var random = new Random(seed);
        string[] first = ["Anna", "Bilal", "Chen", "Divya", "Emre", "Farah", "Goran", "Hana", "Ivo", "Jaya"];
        string[] last = ["Okafor", "Petrov", "Quist", "Rossi", "Sato", "Tan", "Ueda", "Varga", "Weiss", "Yilmaz"];
        string[] towns = ["Pune", "Kochi", "Delhi", "Agra", "Goa", "Surat", "Salem", "Bhopal", "Indore", "Mysore"];
        string[] kinds = ["passport", "voter card", "driving licence", "residence permit", "seaman's book", "service card",
            "student card", "pension card", "visa", "tax card"];
        var guests = Enumerable.Range(0, 10).Select(i => new
        {
            id = new Guid(random.Next(), 0, 0, Bytes(random)).ToString(),
            kind = kinds[i],
            name = $"{first[i]} {last[i]}",
            contact = new
            {
                phone = $"+91 {random.Next(70000, 99999)} {random.Next(10000, 99999)}",
                email = $"{first[i]}{random.Next(1000)}@{towns[i]}.example",
            },
            room = 101 + (i * 10) + random.Next(10),
            checkIn = $"2026-11-{10 + i}T{random.Next(10, 20)}:{random.Next(10, 60)}:00Z",
            checkOut = $"2026-12-{10 + i}T{random.Next(10, 20)}:{random.Next(10, 60)}:00Z",
            document = new
            {
                number = $"{(char)('A' + i)}{random.Next(1000000, 9999999)}",
                extraction = "completed",
                confidence = 80 + i,
                verified = i % 2 == 0,
            },
            status = "checked_in",
        });
        return JsonSerializer.Serialize(new { guests });
    }

    /// <summary>Signs of one and two bytes, mixed so that nearly all bytes are equally likely: hardly compresses.</summary>
    private static string Noise(int signs)
    {
        var random = new Random(7);
        var text = new StringBuilder();
        while (text.Length < signs)
        {
            var sign = (char)(random.Next(3) < 2 ? random.Next(' ', '~') : random.Next(0x80, 0x800));
            if (sign is not ('"' or '\\'))
                text.Append(sign);
        }

        return text.ToString();
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[8];
        random.NextBytes(bytes);
        return bytes;
    }

    private static async Task<List<FrameRecorder>> ConnectManyAsync(DeliveryHarness harness, int count)
    {
        var peers = new List<FrameRecorder>();
        for (var i = 0; i < count; i++)
        {
            peers.Add(new FrameRecorder());
            await harness.ConnectAsync(peers[i], Topic, isDeflated: true);
        }

        peers.ForEach(peer => peer.Take());
        return peers;
    }
}
