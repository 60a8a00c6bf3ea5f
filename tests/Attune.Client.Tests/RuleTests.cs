using System.Text;
using Attune.Client.AiStreams;
using Attune.Client.Connecting;
using Attune.Client.Links;
using Attune.Client.Protocol;
using Attune.Contracts.Errors;

namespace Attune.Client.Tests;

/// <summary>The rules that need no server.</summary>
public sealed class RuleTests
{
    private static readonly AttuneClientOptions Options = new(new Uri("http://fake.test")) { Random = new Random(1) };

    [Fact]
    public void A_wait_lies_between_nothing_and_a_bound_that_doubles_up_to_the_limit()
    {
        var end = LinkEnd.Lost("away");
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var bound = TimeSpan.FromMilliseconds(Math.Min(10_000, 250 * Math.Pow(2, attempt)));
            var waits = Enumerable.Range(0, 200).Select(_ => BackOff.Wait(end, attempt, false, Options)).ToList();
            Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, bound));
            // Full jitter: the waits fill the whole range.
            Assert.Contains(waits, wait => wait < bound / 4);
            Assert.Contains(waits, wait => wait > bound * 3 / 4);
        }
    }

    [Fact]
    public void Advice_of_the_server_beats_the_clients_own_waits()
    {
        var advised = LinkEnd.Restart("bye").Within([2_000, 3_000]);
        Assert.InRange(BackOff.Wait(advised, 0, true, Options), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.Zero, BackOff.Wait(LinkEnd.Restart("x"), 0, true, Options));
        var later = LinkEnd.Lost("x") with { AtLeast = TimeSpan.FromSeconds(5) };
        Assert.True(BackOff.Wait(later, 0, false, Options) >= TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData(4000, ClosingReaction.ReconnectAtOnce)]
    [InlineData(4099, ClosingReaction.ReconnectAtOnce)]
    [InlineData(4150, ClosingReaction.ReconnectAfterBackOff)]
    [InlineData(4299, ClosingReaction.DoNotReconnect)]
    [InlineData(1012, ClosingReaction.ReconnectAfterBackOff)]
    public void The_number_of_an_unknown_closing_code_tells_the_reaction(int number, ClosingReaction reaction) =>
        Assert.Equal(reaction, LinkEnd.OfClosingCode(number, null).Reaction);

    [Fact]
    public void The_table_of_states_is_the_one_that_the_readme_shows()
    {
        var readme = File.ReadAllText(Path.Combine(Root(), "src", "Attune.Client", "README.md"));
        var rows = readme.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains('→'))
            .SelectMany(line =>
            {
                var cells = line.Split('|', StringSplitOptions.TrimEntries);
                return cells[3].Split(';', StringSplitOptions.TrimEntries).Select(move => $"{cells[1].Trim('`')}: {move}");
            });
        var table = StateTable.Transitions.Where(row => row.Value != row.Key.From)
            .Select(row => $"{row.Key.From}: {row.Key.Signal} → {row.Value}");
        Assert.Equal(table.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Positions_of_different_generations_are_never_told_together()
    {
        TopicStart[] topics =
        [
            new("a", 5, "g1", null, 1), new("b", 7, "g1", null, 2), new("c", 3, "g2", null, 3), new("d", null, null, null, 4),
            new("e", 2, null, "token", 5), new("f", 9, null, null, 6), new("h", 4, null, null, 7),
        ];
        // Only the beginning of a connection can tell a token, so it comes first.
        Assert.Equal(
            ["topics=e&cursor=token", "topics=a%2Cb&lastSeq=5,7&generation=g1", "topics=f%2Ch&lastSeq=9,4",
                "topics=c&lastSeq=3&generation=g2", "topics=d"],
            TopicGroup.Of(topics).Select(group => group.Query(group.Token)));
        Assert.Equal("""{"services":["e"],"version":1,"resume":"token"}""", FirstFrame(topics));
        Assert.Equal("""{"services":["a","b"],"version":1,"lastSeq":{"a":5,"b":7},"generation":"g1"}""", FirstFrame(topics[..4]));
        Assert.Equal("""{"services":["d"],"version":1}""", FirstFrame(topics[3..4]));
        Assert.Equal("""{"services":[],"version":1,"announcements":true}""", FirstFrame([]));
    }

    [Fact]
    public void Many_topics_are_cut_into_addresses_that_servers_take()
    {
        var name = new string('x', 120);
        var topics = Enumerable.Range(0, 256).Select(i => new TopicStart($"{name}:{i}", i, "g1", null, i)).ToList();
        var groups = TopicGroup.Of(topics).SelectMany(group => group.Cut()).ToList();
        Assert.Equal(topics, groups.SelectMany(group => group.Topics));
        Assert.All(groups, group => Assert.InRange(group.Query(null).Length, 1, 7_000));
        Assert.InRange(groups.Count, 2, 8);
    }

    [Fact]
    public void Text_cut_anywhere_becomes_whole_characters_again()
    {
        var text = string.Concat(Enumerable.Repeat("a字😀", 20_000));
        var random = new Random(7);
        for (var round = 0; round < 20; round++)
        {
            var whole = new WholeText();
            var made = new StringBuilder();
            for (var at = 0; at < text.Length;)
            {
                var length = Math.Min(random.Next(1, 90_000), text.Length - at);
                foreach (var piece in whole.Take(text.Substring(at, length)))
                {
                    Assert.Equal(piece, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(piece)));
                    Assert.InRange(Encoding.UTF8.GetByteCount(piece), 1, 128 * 1024);
                    made.Append(piece);
                }

                at += length;
            }

            Assert.Equal("", whole.Rest());
            Assert.Equal(text, made.ToString());
        }
    }

    [Fact]
    public void Half_a_character_becomes_the_replacement_character()
    {
        var whole = new WholeText();
        Assert.Equal(["a\uFFFDb"], whole.Take("a\uDE00b"));
        Assert.Empty(whole.Take("\uD83D"));
        Assert.Equal(["\uFFFDc"], whole.Take("c"));
        Assert.Empty(whole.Take("\uD83D"));
        Assert.Equal("\uFFFD", whole.Rest());
    }

    [Fact]
    public void A_frame_that_must_be_understood_is_never_passed_over()
    {
        Assert.Null(ServerFrame.Read("""{"type":"news","seq":"x"}"""u8.ToArray()));
        Assert.Throws<IOException>(() => ServerFrame.Read("""{"type":"event","seq":"x"}"""u8.ToArray()));
        Assert.Throws<IOException>(() => ServerFrame.Read("{"u8.ToArray()));
    }

    [Fact]
    public void The_public_surface_is_the_reviewed_one()
    {
        var types = typeof(AttuneClient).Assembly.GetExportedTypes().Select(type => type.FullName!).Order(StringComparer.Ordinal);
        var listed = File.ReadAllLines(
            Path.Combine(Root(), "tests", "Attune.Architecture.Tests", "Surface", "Attune.Client.txt"));
        Assert.Equal(listed, types);
    }

    private static string FirstFrame(IReadOnlyList<TopicStart> topics) =>
        Encoding.UTF8.GetString(Handshake.For(topics).ToFrame().Span);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Attune.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Attune.slnx stands nowhere above the tests.");
    }
}
