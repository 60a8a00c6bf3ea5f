using System.Text;
using Attune.Realtime.Specification;
using Attune.Realtime.StreamEngines.Embedded.Log;

namespace Attune.Realtime.Tests.StreamEngines;

/// <summary>What crashes, bad disks and restarts leave in the files, and what the engine makes of it.</summary>
public sealed class EmbeddedRecoveryTests
{
    [Fact]
    public async Task A_log_that_ends_anywhere_in_its_last_record_loses_only_that_record()
    {
        await using var engine = EmbeddedHarness.Start();
        await engine.PublishAsync("finance", data: "1");
        var whole = LastFile(engine).Length;
        await engine.PublishAsync("finance", data: "2");
        var bytes = await File.ReadAllBytesAsync(LastFile(engine).FullName, TestContext.Current.CancellationToken);
        for (var length = whole; length < bytes.Length; length++)
        {
            var cut = bytes[..(int)length];
            await engine.RestartAsync(() => File.WriteAllBytes(LastFile(engine).FullName, cut));
            Assert.Equal(["1"], (await engine.ReadAsync("finance")).Select(stored => stored.Data));
            Assert.Equal(whole, LastFile(engine).Length);
        }

        Assert.Equal(2, (await engine.PublishAsync("finance", data: "3")).Seq);
        await engine.CrashAsync();
        Assert.Equal(["1", "3"], (await engine.ReadAsync("finance")).Select(stored => stored.Data));
    }

    [Fact]
    public async Task A_batch_that_is_not_there_completely_is_not_there_at_all()
    {
        await using var engine = EmbeddedHarness.Start();
        await engine.PublishAsync("finance", data: "1");
        var before = LastFile(engine).Length;
        await engine.TryPublishAsync(EngineHarness.Draft("finance"), EngineHarness.Draft("guest"),
            EngineHarness.Draft("finance"));
        var bytes = await File.ReadAllBytesAsync(LastFile(engine).FullName, TestContext.Current.CancellationToken);
        for (var length = before + 1; length < bytes.Length; length += 7)
        {
            var cut = bytes[..(int)length];
            await engine.RestartAsync(() => File.WriteAllBytes(LastFile(engine).FullName, cut));
            Assert.Single(await engine.ReadAsync("finance"));
            Assert.Empty(await engine.ReadAsync("guest"));
        }

        await engine.RestartAsync(() => File.WriteAllBytes(LastFile(engine).FullName, bytes));
        Assert.Equal([1, 2, 4], (await engine.ReadAsync("finance")).Select(stored => stored.Seq));
    }

    [Fact]
    public async Task Garbage_behind_the_last_record_is_cut_off()
    {
        await using var engine = EmbeddedHarness.Start();
        await engine.PublishAsync("finance");
        var length = LastFile(engine).Length;
        await engine.RestartAsync(() => Append(engine, [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))]));
        Assert.Single(await engine.ReadAsync("finance"));
        Assert.Equal(length, LastFile(engine).Length);
    }

    [Fact]
    public async Task Damage_in_the_middle_keeps_what_follows_and_says_that_what_was_before_is_gone()
    {
        await using var engine = EmbeddedHarness.Start();
        for (var i = 1; i <= 10; i++)
            await engine.PublishAsync("finance", data: $"{i}");
        var records = RecordStarts(engine);
        await engine.RestartAsync(() => Flip(engine, records[^5] + RecordCodec.FixedLength + 2));
        Assert.Equal([7, 8, 9, 10], (await engine.ReadAsync("finance")).Select(stored => stored.Seq));
        var page = await engine.Engine.ReadAsync(engine.Topic("finance"), 0, 100, CancellationToken.None);
        Assert.Equal(6, page.TrimmedThrough);
        Assert.Equal(11, (await engine.PublishAsync("finance")).Seq);
    }

    [Fact]
    public async Task A_restart_of_the_machine_without_an_orderly_stop_begins_a_generation_and_fences_the_old_positions()
    {
        await using var engine = EmbeddedHarness.Start();
        for (var i = 0; i < 3; i++)
            await engine.PublishAsync("finance");
        var old = engine.Topic("finance").Domain.CurrentGeneration.Id;
        await engine.RestartAsync(() => File.WriteAllText(Path.Combine(engine.LogFolder, "boot"),
            "another start of the machine"));
        var domain = engine.Topic("finance").Domain;
        Assert.NotEqual(old, domain.CurrentGeneration.Id);
        Assert.Equal(4, domain.CurrentGeneration.StartSeq);
        Assert.Equal((3, false), (domain.Resume(old, 3).After, domain.Resume(old, 3).Rewound));
        Assert.Equal((3, true), (domain.Resume(old, 5).After, domain.Resume(old, 5).Rewound));
        await engine.CrashAsync();
        Assert.Equal(2, engine.Topic("finance").Domain.Generations.Count);
    }

    [Fact]
    public async Task A_restart_of_the_machine_after_an_orderly_stop_changes_nothing()
    {
        await using var engine = EmbeddedHarness.Start();
        await engine.PublishAsync("finance");
        var old = engine.Topic("finance").Domain.CurrentGeneration.Id;
        await engine.StopAndStartAsync(() =>
            File.WriteAllText(Path.Combine(engine.LogFolder, "boot"), "another start of the machine"));
        Assert.Equal(old, engine.Topic("finance").Domain.CurrentGeneration.Id);
    }

    [Fact]
    public async Task Files_of_a_newer_release_are_refused_with_advice()
    {
        await using var engine = EmbeddedHarness.Start();
        await engine.PublishAsync("finance");
        var file = LastFile(engine).FullName;
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => engine.RestartAsync(() => Overwrite(file, 8, [9])));
        Assert.Contains("Install the newer Attune", failure.Message, StringComparison.Ordinal);
        await engine.RestartAsync(() => Overwrite(file, 8, [1]));
    }

    [Fact]
    public async Task Many_small_files_hold_one_log_and_the_oldest_go_when_nothing_in_them_is_wanted()
    {
        await using var engine = EmbeddedHarness.Start(options =>
        {
            options.SegmentBytes = 64 * 1024;
            options.Retention.MaxEvents = 1000;
            options.Retention.MinAgeSeconds = 0;
        });
        for (var i = 0; i < 3000; i++)
            await engine.PublishAsync(i % 3 == 0 ? "guest" : "finance", data: $"\"{i} {new string('x', 100)}\"");
        // Files stay while the ids in them are needed to recognise repeats.
        engine.Clock.Advance(TimeSpan.FromMinutes(11));
        engine.Engine.TrimByAge();
        var files = Directory.GetFiles(engine.LogFolder, "*.log").Length;
        Assert.InRange(files, 2, 14);
        var before = (await engine.ReadAsync("finance"), await engine.ReadAsync("guest"));
        Assert.Equal((1000, 1000), (before.Item1.Count, before.Item2.Count));
        await engine.CrashAsync();
        Assert.Equal(before.Item1, (await engine.ReadAsync("finance")).TakeLast(1000));
        Assert.Equal(before.Item2, await engine.ReadAsync("guest"));
        Assert.Equal(3001, (await engine.PublishAsync("finance")).Seq);
    }

    [Fact]
    public async Task The_bound_of_a_domain_beats_the_retention_of_its_topics()
    {
        await using var engine = EmbeddedHarness.Start(options =>
        {
            options.SegmentBytes = 64 * 1024;
            options.MaxDomainBytes = 1024 * 1024;
        });
        await engine.AppendAsync("s1", 0, "an old answer");
        for (var i = 0; i < 200; i++)
            await engine.PublishAsync("finance", data: $"\"{new string('x', 20_000)}\"");
        var bytes = Directory.GetFiles(engine.LogFolder, "*.log").Sum(file => new FileInfo(file).Length);
        Assert.InRange(bytes, 512 * 1024, 1024 * 1024 + (64 * 1024));
        var kept = await engine.ReadAsync("finance");
        Assert.Equal(200, kept[^1].Seq);
        Assert.Equal(kept[0].Seq - 1, kept[0].Prev);
    }

    [Fact]
    public async Task A_redacted_text_is_in_no_file_any_more()
    {
        await using var engine = EmbeddedHarness.Start();
        var secret = await engine.PublishAsync("finance", "told", "\"opensesame\"");
        await engine.AppendAsync("s1", 0, "abracadabra");
        Assert.True(FilesContain(engine, "opensesame") && FilesContain(engine, "abracadabra"));
        await engine.Engine.RedactAsync(EngineHarness.Publisher(), "finance", secret.Id, CancellationToken.None);
        await engine.Engine.RedactStreamAsync(EngineHarness.Publisher(), "s1", CancellationToken.None);
        Assert.False(FilesContain(engine, "opensesame") || FilesContain(engine, "abracadabra"));
    }

    [Fact]
    public async Task A_redaction_that_a_crash_interrupted_is_finished_at_the_next_start()
    {
        await using var engine = EmbeddedHarness.Start();
        var secret = await engine.PublishAsync("finance", "told", "\"opensesame\"");
        var file = LastFile(engine).FullName;
        var before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await engine.Engine.RedactAsync(EngineHarness.Publisher(), "finance", secret.Id, CancellationToken.None);
        // As if the crash had come between the record of the redaction and the overwriting.
        await engine.RestartAsync(() => Overwrite(file, 0, before));
        Assert.False(FilesContain(engine, "opensesame"));
        Assert.True((await engine.ReadAsync("finance"))[0].Redacted);
    }

    [Fact]
    public async Task A_disk_that_becomes_full_in_the_middle_of_a_write_leaves_no_half_record_behind()
    {
        await using var engine = EmbeddedHarness.Start();
        await engine.PublishAsync("finance", data: "1");
        for (var room = 1; room < 120; room += 7)
        {
            engine.Files.FailAfterBytes = room;
            Assert.Equal("storage_unavailable",
                (await engine.TryPublishAsync(EngineHarness.Draft("finance", data: "2"))).Failure!.Code);
            engine.Files.FailAfterBytes = null;
            await engine.CrashAsync();
            Assert.Single(await engine.ReadAsync("finance"));
        }

        Assert.Equal(2, (await engine.PublishAsync("finance")).Seq);
    }

    [Fact]
    public async Task Topics_in_memory_have_a_counter_of_their_own_and_leave_nothing_on_disk()
    {
        await using var engine = EmbeddedHarness.Start();
        await engine.PublishAsync("finance");
        Assert.Equal(1, (await engine.PublishAsync("memory:gpu", data: "\"volatile\"")).Seq);
        Assert.Equal(2, (await engine.PublishAsync("finance")).Seq);
        Assert.Single(await engine.ReadAsync("memory:gpu"));
        Assert.False(FilesContain(engine, "volatile"));
        var generation = engine.Topic("memory:gpu").Domain.CurrentGeneration.Id;
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await engine.CrashAsync();
        Assert.Empty(await engine.ReadAsync("memory:gpu"));
        Assert.NotEqual(generation, engine.Topic("memory:gpu").Domain.CurrentGeneration.Id);
    }

    private static FileInfo LastFile(EmbeddedHarness engine) =>
        new(Directory.GetFiles(engine.LogFolder, "*.log").Order(StringComparer.Ordinal).Last());

    private static List<long> RecordStarts(EmbeddedHarness engine)
    {
        var bytes = File.ReadAllBytes(LastFile(engine).FullName);
        var starts = new List<long>();
        var position = LogSegment.HeaderLength;
        while (RecordCodec.TryReadHeader(bytes.AsSpan(position), out var length))
        {
            starts.Add(position);
            position += length;
        }

        return starts;
    }

    private static void Append(EmbeddedHarness engine, byte[] bytes)
    {
        using var file = OpenShared(LastFile(engine).FullName);
        file.Seek(0, SeekOrigin.End);
        file.Write(bytes);
    }

    private static void Flip(EmbeddedHarness engine, long position)
    {
        using var file = OpenShared(LastFile(engine).FullName);
        file.Position = position;
        var old = file.ReadByte();
        file.Position = position;
        file.WriteByte((byte)(old ^ 0xFF));
    }

    private static void Overwrite(string path, long position, byte[] bytes)
    {
        using var file = OpenShared(path);
        file.Position = position;
        file.Write(bytes);
    }

    /// <summary>The engine that "crashed" still has its handles open.</summary>
    private static FileStream OpenShared(string path) => new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

    private static bool FilesContain(EmbeddedHarness engine, string text) => Directory.GetFiles(engine.LogFolder)
        .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);
}
