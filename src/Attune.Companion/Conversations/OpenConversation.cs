using Attune.Companion.Personas;
using Attune.Companion.Storage;
using Attune.Contracts.Conversations;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Attune.Foundation.Outbox;
using Attune.Language;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Conversations;

/// <summary>Opens a conversation with a persona. The same client id again returns the conversation of the first time.</summary>
internal sealed class OpenConversation(
    ConversationsDatabase database, EventOutbox outbox, IOptions<ConversationOptions> options, Ids ids, TimeProvider clock)
{
    public ValueTask<Outcome<ConversationView>> RunAsync(
        Caller caller, ConversationRequest request, string correlationId, CancellationToken cancellation)
    {
        if (Check(request, out var persona) is { } failure)
            return ValueTask.FromResult<Outcome<ConversationView>>(failure);
        return StorageFailures.GuardAsync(() => StoreAsync(caller, request, persona!, correlationId, cancellation));
    }

    private static Failure? Check(ConversationRequest request, out Persona? persona)
    {
        persona = null;
        if (string.IsNullOrWhiteSpace(request.PersonaId))
            return HttpFailures.InvalidField("personaId", "must be the id of a persona");
        if (request.Language is { } language && !IsKnown(language))
            return HttpFailures.InvalidField("language", "must be en or zh-Hant");
        persona = PersonaCatalogue.Find(request.PersonaId);
        return persona is null ? ConversationFailures.UnknownPersona(request.PersonaId) : ClientIds.Check(request.ClientId);
    }

    /// <summary>Browsers tell regions too: every English is English, every Chinese is answered in Traditional Chinese.</summary>
    private static bool IsKnown(string language) =>
        language is "en" or "zh" || language.StartsWith("en-", StringComparison.Ordinal)
        || language.StartsWith("zh-", StringComparison.Ordinal);

    private async ValueTask<Outcome<ConversationView>> StoreAsync(
        Caller caller, ConversationRequest request, Persona persona, string correlationId, CancellationToken cancellation)
    {
        await using var context = database.Open();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        var own = context.Conversations
            .Where(row => row.OrganisationId == caller.Organisation && row.OwnerId == caller.Principal);
        if (request.ClientId is { } clientId
            && await own.SingleOrDefaultAsync(row => row.ClientId == clientId && !row.Erasing, cancellation) is { } earlier)
            return earlier.ToView();
        if (await own.CountAsync(cancellation) >= options.Value.MaxConversations)
            return ConversationFailures.TooManyConversations(options.Value.MaxConversations);
        var now = clock.GetUtcNow();
        var conversation = new Conversation
        {
            Id = ids.NewText(),
            OrganisationId = caller.Organisation,
            OwnerId = caller.Principal,
            ClientId = request.ClientId,
            PersonaId = persona.Id,
            Language = LanguageDetection.FromTag(request.Language ?? "en").Tag,
            Activity = context.NextActivity(caller.Organisation, caller.Principal),
            CreatedAt = now,
            UpdatedAt = now,
        };
        context.Add(conversation);
        await context.SaveChangesAsync(cancellation);
        outbox.Add(context.Connection, ConversationEvents.Opened(conversation, correlationId));
        await transaction.CommitAsync(cancellation);
        outbox.Wake();
        return conversation.ToView();
    }
}
