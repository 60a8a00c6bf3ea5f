using Attune.Companion.Conversations.Erasing;
using Attune.Companion.Conversations.Messages;
using Attune.Companion.Conversations.Moods;
using Attune.Companion.Storage;
using Attune.Contracts;
using Attune.Foundation.Access;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Attune.Companion.Conversations;

/// <summary>The routes of conversations.</summary>
internal static class ConversationEndpoints
{
    private const string All = "/v1/conversations";
    private const string One = $"{All}/{{id}}";
    private const string Messages = $"{One}/messages";

    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        routes.PostJson(All, AttuneJson.Wire.ConversationRequest, AttuneJson.Wire.ConversationView,
                StatusCodes.Status201Created, static (call, body) =>
                    call.Get<OpenConversation>().RunAsync(call.Caller, body, call.CorrelationId, call.Aborted))
            .Requires("conversations.write");
        routes.GetJson(All, AttuneJson.Wire.ItemListConversationView,
                static async call => PageRequest.From(call) is { Failure: null } page
                    ? await call.Get<ListConversations>().RunAsync(call.Caller, page.Value, call.Aborted)
                    : PageRequest.From(call).Failure!)
            .Requires("conversations.read");
        routes.GetJson(One, AttuneJson.Wire.ConversationView,
                static call => call.Get<ReadConversation>().RunAsync(call.Caller, call.Route("id")))
            .Requires("conversations.read");
        routes.DeleteNoContent(One,
                static call => call.Get<DeleteConversation>().RunAsync(call.Caller, call.Route("id"), call.Aborted))
            .Requires("conversations.write");
        routes.GetJson($"{One}/mood", AttuneJson.Wire.ConversationMoodView,
                static call => call.Get<ReadMood>().RunAsync(call.Caller, call.Route("id")))
            .Requires("conversations.read");
        MapMessages(routes);
    }

    private static void MapMessages(IEndpointRouteBuilder routes)
    {
        routes.PostJson(Messages, AttuneJson.Wire.MessageRequest, AttuneJson.Wire.MessageAccepted, StatusCodes.Status202Accepted,
                static (call, body) => call.Get<PostMessage>().RunAsync(
                    call.Caller, call.Route("id"), body, call.CorrelationId, call.Aborted))
            .WithMetadata(BodySizeLimit.ForText(PostMessage.LongestText))
            .Requires("conversations.write");
        routes.GetJson(Messages, AttuneJson.Wire.ItemListMessageView,
                static async call => (PageRequest.From(call), call.Query("order")) switch
                {
                    ({ Failure: { } failure }, _) => failure,
                    (var page, null or "oldest" or "newest") => await call.Get<ListMessages>().RunAsync(
                        call.Caller, call.Route("id"), page.Value, call.Query("order") == "newest", call.Aborted),
                    _ => HttpFailures.InvalidField("order", "must be oldest or newest"),
                })
            .Requires("conversations.read");
        routes.PostEmpty($"{One}/replies/{{reply}}/stop", AttuneJson.Wire.MessageView, StatusCodes.Status202Accepted,
                static call => call.Get<StopConversationReply>().RunAsync(
                    call.Caller, call.Route("id"), call.Route("reply"), call.Aborted))
            .Requires("conversations.write");
        routes.PostEmpty($"{One}/replies/{{reply}}/retry", AttuneJson.Wire.MessageAccepted, StatusCodes.Status202Accepted,
                static call => call.Get<RetryReply>().RunAsync(
                    call.Caller, call.Route("id"), call.Route("reply"), call.CorrelationId, call.Aborted))
            .Requires("conversations.write");
    }
}
