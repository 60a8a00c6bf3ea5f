using Attune.Companion.Personas;
using Attune.Contracts.Conversations;
using Attune.Language;

namespace Attune.Companion.Conversations;

/// <summary>A dialogue of a person with a persona.</summary>
internal sealed class Conversation
{
    /// <summary>Topics of conversations; an id follows.</summary>
    public const string TopicPrefix = "conversation:";

    private const int LongestTitle = 80;
    private const int LongestExcerpt = 120;

    /// <summary>Its place in the order of creation, from 1; given by the database.</summary>
    public long Position { get; private set; }

    public required string Id { get; init; }

    public required string OrganisationId { get; init; }

    public required string OwnerId { get; init; }

    public required string? ClientId { get; set; }

    public required string PersonaId { get; init; }

    /// <summary><c>en</c> or <c>zh-Hant</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Grows with every message of the owner; never the same twice.</summary>
    public required long Activity { get; set; }

    public int Messages { get; private set; }

    /// <summary>It is being deleted: nobody sees it any more.</summary>
    public bool Erasing { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public string? Title { get; private set; }

    public string? LastText { get; private set; }

    public string Topic => TopicPrefix + Id;

    public TextLanguage TextLanguage => LanguageDetection.FromTag(Language);

    /// <summary>Who answers. One that a later release no longer has is answered for by the guide.</summary>
    public Persona Persona => PersonaCatalogue.Find(PersonaId) ?? PersonaCatalogue.All[0];

    /// <summary>Takes note of a person's message and of the reply to it that follows.</summary>
    public void AddExchange(string text, long activity, DateTimeOffset now)
    {
        Messages += 2;
        Title ??= Excerpt.Of(text, LongestTitle);
        TakeNote(text, activity, now);
    }

    /// <summary>Takes note of the newest words.</summary>
    public void TakeNote(string text, long activity, DateTimeOffset now)
    {
        if (text.Length > 0)
            LastText = Excerpt.Of(text, LongestExcerpt);
        Activity = activity;
        UpdatedAt = now;
    }

    /// <summary>Hides it from everybody. Its client id is free again, as it is when the rows are gone.</summary>
    public void BeginErasing()
    {
        Erasing = true;
        ClientId = null;
    }

    public ConversationView ToView() => new(
        Id, Topic, PersonaId, Language, Persona.In(TextLanguage).Notice, Title, LastText, Messages, CreatedAt, UpdatedAt);
}
