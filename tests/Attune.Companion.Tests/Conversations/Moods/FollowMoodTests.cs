using Attune.Companion.Conversations;
using Attune.Companion.Conversations.Messages;
using Attune.Companion.Conversations.Moods;
using Attune.Companion.Tests.Fakes;
using Attune.Contracts.Conversations;
using Attune.Learning.Moods;
using Attune.TestKit.Folders;

namespace Attune.Companion.Tests.Conversations.Moods;

/// <summary>
/// Goal: what follows from many messages over days. Method: rows in a real database with readings and times of our own choice.
/// </summary>
public sealed class FollowMoodTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private Product _product = null!;
    private int _messages;

    public async ValueTask InitializeAsync() => _product = await Product.StartAsync(_folder, new MemoryAiStreams());

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void Several_messages_unlike_the_usual_are_told_once_and_one_is_not()
    {
        var diary = Open("mia");
        Usual(diary, 40);
        Assert.Equal([0, -1], Say(diary, Start.AddDays(10), -0.6, -0.6).Select(row => row.Change.Direction));
        Assert.Equal([0, 1], Say(diary, Start.AddDays(11), 0.6, 0.6).Select(row => row.Change.Direction));
        // What was told is done with: the sums begin again.
        Assert.Equal(0, Say(diary, Start.AddDays(12), -0.6)[0].Change.Direction);
    }

    [Fact]
    public void What_is_usual_is_known_over_all_conversations_of_one_person()
    {
        Usual(Open("mia"), 40);
        var other = Open("lyra");
        var rows = Say(other, Start.AddDays(10), -0.6, -0.6);
        Assert.Equal(40, rows[0].Usual?.Count);
        Assert.Equal(-1, rows[1].Change.Direction);
        Assert.Null(Say(Open("mia", "somebody"), Start.AddDays(10), -0.6)[0].Usual);
    }

    [Fact]
    public void Each_method_has_its_own_usual()
    {
        var diary = Open("mia");
        Usual(diary, 40);
        var row = Add(diary, Start.AddDays(10), -0.6, "rules");
        Assert.Null(row.Usual);
        Assert.Equal(default, row.Change);
    }

    [Fact]
    public void What_is_older_than_thirty_days_is_no_longer_usual()
    {
        var diary = Open("mia");
        Usual(diary, 40);
        Assert.Null(Say(diary, Start.AddDays(80), -0.6)[0].Usual);
    }

    [Fact]
    public void Sums_from_long_ago_do_not_make_a_change()
    {
        var diary = Open("mia");
        Usual(diary, 40);
        Assert.Equal(0, Say(diary, Start.AddDays(10), -0.6)[0].Change.Direction);
        // A new usual, read another way round: the person writes again after months.
        for (var i = 0; i < 40; i++)
            Add(diary, Start.AddDays(100).AddHours(i), Even(i), "linear");
        Assert.Equal(0, Say(diary, Start.AddDays(103), -0.6)[0].Change.Direction);
    }

    [Fact]
    public void A_companion_that_goes_by_feelings_is_moved_and_comes_home()
    {
        var talk = Open("lyra");
        var home = PersonaMood.Of(talk.Persona).Home;
        var moved = Say(talk, Start, -0.9, -0.9)[1].Companion;
        Assert.InRange(moved.Valence, -0.9, home.Valence - 0.2);
        var later = Add(talk, Start.AddDays(2), home.Valence, "linear").Companion;
        Assert.Equal(home.Valence, later.Valence, 3);
    }

    [Theory]
    [InlineData("doc")]
    [InlineData("guide")]
    public void A_companion_that_goes_by_the_matter_stays_at_home(string persona)
    {
        var talk = Open(persona);
        Assert.Equal(PersonaMood.Of(talk.Persona).Home, Say(talk, Start, -0.9)[0].Companion);
    }

    [Fact]
    public void Nobody_is_at_home_far_from_the_middle_or_an_echo()
    {
        foreach (var persona in Companion.Personas.PersonaCatalogue.All)
        {
            var mood = PersonaMood.Of(persona);
            Assert.InRange(mood.Empathy, 0, CompanionMood.MaxEmpathy);
            Assert.All([mood.Home.Valence, mood.Home.Arousal, mood.Home.Dominance], value => Assert.InRange(value, -0.3, 0.3));
        }
    }

    [Fact]
    public void A_message_in_which_nothing_was_read_has_no_mood()
    {
        var talk = Open("mia");
        using var context = new ConversationsDatabase(_product.Database).Open();
        var message = MessageOf(talk, Start, new EmotionView([], null, "not_read_in_chinese"));
        context.Add(message);
        context.SaveChanges();
        Assert.Null(FollowMood.Run(context.Connection, talk, message));
    }

    /// <summary>So many even messages, an hour apart, a little up and down.</summary>
    private void Usual(Conversation conversation, int count)
    {
        for (var i = 0; i < count; i++)
            Assert.Equal(0, Add(conversation, Start.AddHours(i), Even(i), "linear").Change.Direction);
    }

    private static double Even(int i) => ((i * 2 % 5) - 2) * 0.05;

    private List<MoodRow> Say(Conversation conversation, DateTimeOffset at, params double[] valences) =>
        [.. valences.Select((valence, i) => Add(conversation, at.AddMinutes(i), valence, "linear"))];

    private MoodRow Add(Conversation conversation, DateTimeOffset at, double valence, string method)
    {
        using var context = new ConversationsDatabase(_product.Database).Open();
        var message = MessageOf(
            conversation, at, new EmotionView([], null, "not_enough_evidence", method, Affect: new AffectView(valence, 0, 0)));
        context.Add(message);
        context.SaveChanges();
        return FollowMood.Run(context.Connection, conversation, message)!;
    }

    private Message MessageOf(Conversation conversation, DateTimeOffset at, EmotionView emotion) => new()
    {
        Id = $"m{++_messages}",
        OrganisationId = conversation.OrganisationId,
        OwnerId = conversation.OwnerId,
        ConversationId = conversation.Id,
        Role = Message.User,
        CreatedAt = at,
        Emotion = emotion,
        Text = "-",
    };

    private Conversation Open(string persona, string owner = "owner")
    {
        using var context = new ConversationsDatabase(_product.Database).Open();
        var conversation = new Conversation
        {
            Id = $"c{++_messages}",
            OrganisationId = "local",
            OwnerId = owner,
            ClientId = null,
            PersonaId = persona,
            Language = "en",
            Activity = ++_messages,
            CreatedAt = Start,
            UpdatedAt = Start,
        };
        context.Add(conversation);
        context.SaveChanges();
        return conversation;
    }
}
