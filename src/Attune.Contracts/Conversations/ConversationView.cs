namespace Attune.Contracts.Conversations;

/// <summary>A conversation with a persona.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Topic">The topic that carries its events.</param>
/// <param name="PersonaId">Who answers.</param>
/// <param name="Language"><c>en</c> or <c>zh-Hant</c>.</param>
/// <param name="Notice">Says that an AI answers; shown above the messages, not one of them.</param>
/// <param name="Title">The first words of the first message; null before it.</param>
/// <param name="LastText">The first words of the newest finished message; null before one.</param>
/// <param name="Messages">How many messages it has, replies included.</param>
/// <param name="CreatedAt">When it was opened (UTC).</param>
/// <param name="UpdatedAt">When the newest message was sent or finished (UTC).</param>
public sealed record ConversationView(
    string Id,
    string Topic,
    string PersonaId,
    string Language,
    string Notice,
    string? Title,
    string? LastText,
    int Messages,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);
