using System.Text;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Settings;
using Attune.Realtime.Specification;
using Attune.Realtime.StreamEngines.Embedded;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Tests.StreamEngines;

/// <summary>Faults that a review found once: each test failed before its fault was mended.</summary>
public sealed class EmbeddedRegressionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static string Pad(int n) => "\"" + new string('x', n) + "\"";

    private static string[] Segments(EmbeddedHarness h) => [.. Directory.GetFiles(h.LogFolder, "*.log")
        .Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_first_file_that_could_not_be_made_is_made_when_the_disk_has_room()
    {
        await using var h = EmbeddedHarness.Start();
        h.FailWrites(true);
        var other = new Publisher("acme", "owner");
        await h.Engine.PublishAsync(other, new[] { EngineHarness.Draft("finance") },
            CancellationToken.None).AsTask().WaitAsync(Patience);
        h.FailWrites(false);
        var r = await h.Engine.PublishAsync(other, new[] { EngineHarness.Draft("finance") },
            CancellationToken.None).AsTask().WaitAsync(Patience);
        Assert.Null(r.Failure);
    }

    [Fact]
    public async Task An_error_while_erasing_is_told_and_publishing_goes_on()
    {
        await using var h = EmbeddedHarness.Start();
        var e = await h.PublishAsync("finance", data: Pad(2000));
        h.Files.FailAfterBytes = 500;
        await h.Engine.RedactAsync(EngineHarness.Publisher(), "finance", e.Id,
            CancellationToken.None).AsTask().WaitAsync(Patience);
        h.Files.FailAfterBytes = null;
        await h.PublishAsync("finance").WaitAsync(Patience);
    }

    [Fact]
    public async Task An_erasure_that_failed_behind_the_log_is_finished_in_memory()
    {
        await using var h = EmbeddedHarness.Start();
        await h.PublishAsync("finance", data: "\"SECRET\"");
        await h.AppendAsync("s1", 0, "SECRET");
        // The intent is flushed, the payloads are overwritten, and then the device fails.
        h.Files.FailAfterFlushes = 1;
        var failed = await h.Engine.EraseTopicAsync(EngineHarness.Organisation, "finance", ["s1"], CancellationToken.None);
        Assert.True(failed.Failure?.Retry);
        h.Files.FailAfterFlushes = null;
        var erased = await h.Engine.EraseTopicAsync(EngineHarness.Organisation, "finance", ["s1"], CancellationToken.None);
        Assert.Null(erased.Failure);
        Assert.DoesNotContain("SECRET", Assert.Single(await h.ReadAsync("finance")).Data, StringComparison.Ordinal);
        Assert.Equal("", await h.TextAsync("s1"));
    }

    [Fact]
    public async Task The_texts_of_streams_go_also_with_a_topic_that_has_no_log()
    {
        await using var h = EmbeddedHarness.Start();
        await h.PublishAsync("memory:1", data: "\"SECRET\"");
        await h.AppendAsync("s1", 0, "SECRET");
        var erased = await h.Engine.EraseTopicAsync(EngineHarness.Organisation, "memory:1", ["s1"], CancellationToken.None);
        Assert.Equal(2, erased.Value);
        Assert.DoesNotContain("SECRET", Assert.Single(await h.ReadAsync("memory:1")).Data, StringComparison.Ordinal);
        Assert.Equal("", await h.TextAsync("s1"));
        Assert.All(Segments(h), path => Assert.DoesNotContain("SECRET", File.ReadAllText(path), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_at_the_end_of_a_sealed_file_is_really_erased()
    {
        await using var h = EmbeddedHarness.Start(options => options.SegmentBytes = 64 * 1024);
        Receipt last = default;
        var n = 0;
        while (Segments(h).Length < 2)
        {
            var data = $"\"SECRET{n++:000}" + new string('x', 1000) + "\"";
            var r = await h.PublishAsync("finance", data: data);
            if (Segments(h).Length < 2)
                last = r;
        }

        var redacted = await h.Engine.RedactAsync(EngineHarness.Publisher(), "finance", last.Id, CancellationToken.None);
        Assert.Null(redacted.Failure);
        var text = Encoding.UTF8.GetString(ReadShared(Segments(h)[0]));
        Assert.DoesNotContain($"SECRET{last.Seq - 1:000}", text);
    }

    [Fact]
    public async Task An_erased_stream_does_not_hold_its_file()
    {
        await using var h = EmbeddedHarness.Start(options =>
        {
            options.SegmentBytes = 64 * 1024;
            options.Retention = new RetentionOptions { MaxAgeSeconds = 60 };
            options.AiStreams.KeepSeconds = 60;
        });
        await h.AppendAsync("s1", 0, "hello");
        await h.Engine.RedactStreamAsync(EngineHarness.Publisher(), "s1", CancellationToken.None);
        for (var i = 0; i < 200; i++)
            await h.PublishAsync("finance", data: Pad(1000));
        h.Clock.Advance(TimeSpan.FromHours(1));
        h.Engine.TrimByAge();
        Assert.Single(Segments(h));
    }

    [Fact]
    public async Task The_rest_of_a_stream_whose_beginning_is_gone_does_not_hold_its_file()
    {
        await using var h = EmbeddedHarness.Start(options =>
        {
            options.SegmentBytes = 64 * 1024;
            options.Retention = new RetentionOptions { MaxAgeSeconds = 7200 };
            options.AiStreams.KeepSeconds = 60;
        });
        await h.AppendAsync("s1", 0, "hello");
        for (var i = 0; i < 62; i++)
            await h.PublishAsync("finance", data: Pad(1000));
        await h.AppendAsync("s1", 5, new string('y', 4000));  // segment 2
        Assert.Equal(2, Segments(h).Length);
        h.Clock.Advance(TimeSpan.FromHours(1));
        await h.PublishAsync("finance", data: Pad(1000)); // in segment 2, later
        h.Clock.Advance(TimeSpan.FromMinutes(90));
        h.Engine.TrimByAge();
        Assert.Single(Segments(h)); // segment 1 gone, segment 2 kept by the later event
        await h.CrashAsync();
        for (var i = 0; i < 200; i++)
            await h.PublishAsync("finance", data: Pad(1000));
        h.Clock.Advance(TimeSpan.FromHours(10));
        h.Engine.TrimByAge();
        Assert.Single(Segments(h));
    }

    [Fact]
    public async Task A_quiet_topic_does_not_make_the_ring_budget_remember_every_frame()
    {
        await using var h = EmbeddedHarness.Start();
        await h.PublishAsync("guest"); // a quiet topic at the head
        var rings = ((EmbeddedStreamEngine)h.Engine).Rings;
        for (var i = 0; i < 3000; i++)
            await h.PublishAsync("finance", data: Pad(5000));
        Assert.InRange(rings.Remembered, rings.Frames, (3 * rings.Frames) + 1100);
    }

    [Fact]
    public async Task A_topic_in_memory_keeps_young_events_after_old_ones_were_trimmed()
    {
        await using var h = EmbeddedHarness.Start(options =>
        {
            options.RingBytesPerTopic = 64 * 1024;
            options.Retention = new RetentionOptions { MaxAgeSeconds = 60 };
        });
        for (var i = 0; i < 200; i++)
            await h.PublishAsync("memory:a", data: Pad(1000));
        h.Clock.Advance(TimeSpan.FromMinutes(5));
        h.Engine.TrimByAge();
        for (var i = 0; i < 20; i++)
            await h.PublishAsync("memory:a", data: Pad(1000));
        Assert.Equal(20, (await h.ReadAsync("memory:a")).Count);
    }

    [Fact]
    public async Task A_file_whose_making_was_interrupted_never_becomes_the_only_memory_of_the_log()
    {
        await using var h = EmbeddedHarness.Start(options =>
        {
            options.SegmentBytes = 64 * 1024;
            options.Retention = new RetentionOptions { MaxAgeSeconds = 60 };
        });
        await h.PublishAsync("guest");
        for (var i = 0; i < 53; i++)
            await h.PublishAsync("finance", data: Pad(1000));
        var generation = h.Topic("finance").Domain.CurrentGeneration.Id;
        h.Files.FailAfterBytes = 40; // header fits, head does not
        var failed = await h.TryPublishAsync(EngineHarness.Draft("finance", data: Pad(9000)));
        Assert.NotNull(failed.Failure);
        h.Files.FailAfterBytes = null;
        await h.CrashAsync();
        h.Clock.Advance(TimeSpan.FromMinutes(5));
        await h.PublishAsync("finance", data: Pad(1000));
        h.Engine.TrimByAge();
        Assert.Single(Segments(h));
        await h.CrashAsync();
        Assert.Equal(generation, h.Topic("finance").Domain.CurrentGeneration.Id);
        Assert.Equal(1, h.Topic("guest").Position);
    }

    [Fact]
    public async Task Text_of_NUL_characters_is_text()
    {
        await using var h = EmbeddedHarness.Start();
        await h.AppendAsync("s1", 0, "ab");
        await h.AppendAsync("s1", 2, "\0");
        await h.AppendAsync("s1", 3, "cd");
        await h.CrashAsync();
        Assert.Equal("ab\0cd", await h.TextAsync("s1"));
    }

    [Fact]
    public async Task Nothing_can_be_appended_to_an_erased_stream()
    {
        await using var h = EmbeddedHarness.Start();
        await h.AppendAsync("s1", 0, "hello SECRET1");
        await h.Engine.RedactStreamAsync(EngineHarness.Publisher(), "s1", CancellationToken.None);
        Assert.Equal("stream_ended", (await h.AppendAsync("s1", 13, "SECRET2")).Failure!.Code);
        Assert.Equal("", await h.TextAsync("s1"));
    }

    [Fact]
    public async Task Redacting_the_finishing_event_redacts_the_stream()
    {
        await using var h = EmbeddedHarness.Start();
        await h.AppendAsync("s1", 0, "SECRET", topic: "room:1");
        await h.Engine.EndAsync(EngineHarness.Publisher(), "s1", AiStreamState.Complete, CancellationToken.None);
        var e = (await h.ReadAsync("room:1"))[0];
        await h.Engine.RedactAsync(EngineHarness.Publisher(), "room:1", e.Id, CancellationToken.None);
        Assert.Equal("", await h.TextAsync("s1"));
    }

    [Fact]
    public async Task Events_in_memory_can_be_redacted()
    {
        await using var h = EmbeddedHarness.Start();
        var e = await h.PublishAsync("memory:a", data: "\"SECRET\"");
        var r = await h.Engine.RedactAsync(EngineHarness.Publisher(), "memory:a", e.Id, CancellationToken.None);
        Assert.Null(r.Failure);
    }

    [Fact]
    public async Task Heads_of_many_topics_do_not_fill_a_file_at_once()
    {
        await using var h = EmbeddedHarness.Start(options => options.SegmentBytes = 64 * 1024);
        for (var i = 0; i < 800; i++)
            await h.PublishAsync($"room:{i:00000000000000000000}");
        var before = Segments(h).Length;
        for (var i = 0; i < 50; i++)
            await h.PublishAsync("finance");
        Assert.True(Segments(h).Length - before < 5, $"{Segments(h).Length - before} new files for 50 small events");
    }

    [Fact]
    public async Task A_file_with_a_damaged_header_is_set_aside_and_not_deleted()
    {
        await using var h = EmbeddedHarness.Start(options => options.SegmentBytes = 64 * 1024);
        await h.PublishAsync("guest");
        for (var i = 0; i < 200; i++)
            await h.PublishAsync("finance", data: Pad(1000));
        var first = Segments(h)[0];
        await h.RestartAsync(() =>
        {
            using var f = new FileStream(first, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            f.Position = 25;
            var b = f.ReadByte();
            f.Position = 25;
            f.WriteByte((byte)(b ^ 1));
        });
        Assert.NotEmpty(Directory.GetFiles(h.LogFolder, Path.GetFileName(first) + "*"));
    }

    [Fact]
    public async Task A_hole_between_files_is_told_as_trimmed()
    {
        await using var h = EmbeddedHarness.Start(options => options.SegmentBytes = 64 * 1024);
        for (var i = 0; i < 3; i++)
            await h.PublishAsync("guest");
        var bytes = new FileInfo(Segments(h)[0]).Length;
        await h.PublishAsync("guest"); // the one that gets lost: seq 4
        for (var i = 0; i < 80; i++)
            await h.PublishAsync("finance", data: Pad(1000));
        Assert.Equal(2, Segments(h).Length);
        var first = Segments(h)[0];
        await h.RestartAsync(() =>
        {
            using var file = new FileStream(first, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            file.SetLength(bytes);
        });
        var index = h.Topic("guest").Index;
        var next = await h.PublishAsync("guest");
        var read = await h.ReadAsync("guest");
        Assert.True(index.TrimmedThrough < read[0].Seq);
    }

    [Fact]
    public async Task A_file_that_cannot_be_deleted_does_not_stop_publishing()
    {
        await using var h = EmbeddedHarness.Start(options =>
        {
            options.SegmentBytes = 64 * 1024;
            options.Retention = new RetentionOptions { MaxAgeSeconds = 60 };
        });
        for (var i = 0; i < 200; i++)
            await h.PublishAsync("finance", data: Pad(1000));
        h.Clock.Advance(TimeSpan.FromMinutes(5));
        // what a folder remounted read-only, or a file the virus scanner holds, does: Delete throws
        h.Files.FailDeletes = true;
        h.Engine.TrimByAge();
        h.Files.FailDeletes = false;
        await h.PublishAsync("finance").WaitAsync(Patience);
    }

    [Fact]
    public async Task A_producer_that_fails_when_it_is_stopped_does_not_stop_publishing()
    {
        await using var h = EmbeddedHarness.Start();
        await h.AppendAsync("s1", 0, "x");
        using var _ = (await h.StreamAsync("s1")).OnStop(() => throw new ObjectDisposedException("cts"));
        await h.Engine.StopAsync(EngineHarness.Publisher(), "s1", CancellationToken.None).AsTask().WaitAsync(Patience);
        await h.PublishAsync("finance").WaitAsync(Patience);
    }

    [Fact]
    public async Task An_id_is_recognised_after_a_restart_although_its_event_was_trimmed()
    {
        await using var h = EmbeddedHarness.Start(options =>
        {
            options.SegmentBytes = 64 * 1024;
            options.Retention = new RetentionOptions { MaxEvents = 10, MinEvents = 10, MinAgeSeconds = 60 };
        });
        var a = await h.PublishAsync("finance", id: "A");
        h.Clock.Advance(TimeSpan.FromSeconds(90));
        for (var i = 0; i < 200; i++)
            await h.PublishAsync("finance", data: Pad(1000));
        h.Clock.Advance(TimeSpan.FromSeconds(90));
        h.Engine.TrimByAge();
        Assert.Equal(a.Seq, (await h.PublishAsync("finance", id: "A")).Seq);
        await h.CrashAsync();
        Assert.Equal(a.Seq, (await h.PublishAsync("finance", id: "A")).Seq);
    }

    [Fact]
    public async Task An_erasure_of_a_stream_that_a_crash_interrupted_is_finished_at_the_next_start()
    {
        await using var h = EmbeddedHarness.Start();
        await h.AppendAsync("s1", 0, "SECRET" + new string('x', 500));
        await h.Engine.EndAsync(EngineHarness.Publisher(), "s1", AiStreamState.Complete, CancellationToken.None);
        h.Files.FailAfterBytes = 67; // the intent fits, the zeros do not
        var refused = await h.Engine.RedactStreamAsync(EngineHarness.Publisher(), "s1", CancellationToken.None);
        Assert.Equal("storage_unavailable", refused.Failure!.Code);
        h.Files.FailAfterBytes = null;
        await h.CrashAsync();
        Assert.Equal("", await h.TextAsync("s1"));
        Assert.True((await h.StreamAsync("s1")).IsRedacted);
    }

    private static byte[] ReadShared(string path)
    {
        using var f = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var b = new byte[f.Length];
        f.ReadExactly(b);
        return b;
    }
}
