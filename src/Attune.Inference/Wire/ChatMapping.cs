using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using WireMessage = OpenAI.Chat.ChatMessage;

namespace Attune.Inference.Wire;

/// <summary>Messages and options in the words of the protocol.</summary>
internal static class ChatMapping
{
    /// <summary>
    /// The vendor's own service wants the newer name of the length limit; servers that imitate it know the older.
    /// </summary>
    private const string VendorHost = "api.openai.com";

    /// <exception cref="ArgumentException">A message has a role that has no place here.</exception>
    public static List<WireMessage> ToWire(IEnumerable<ChatMessage> messages) => [.. messages.Select(ToWire)];

    public static ChatCompletionOptions ToWire(ChatOptions? options, Uri address)
    {
        var wire = new ChatCompletionOptions();
        if (options is null)
            return wire;
        wire.Temperature = options.Temperature;
        wire.TopP = options.TopP;
        wire.FrequencyPenalty = options.FrequencyPenalty;
        wire.PresencePenalty = options.PresencePenalty;
        foreach (var stop in options.StopSequences ?? [])
            wire.StopSequences.Add(stop);
        // Both are marked as subject to change: the seed by its vendor, the patch by the package.
#pragma warning disable OPENAI001, SCME0001
        wire.Seed = options.Seed;
        if (options.MaxOutputTokens is { } tokens && address.Host != VendorHost)
            wire.Patch.Set("$.max_tokens"u8, tokens);
#pragma warning restore OPENAI001, SCME0001
        if (address.Host == VendorHost)
            wire.MaxOutputTokenCount = options.MaxOutputTokens;
        return wire;
    }

    private static WireMessage ToWire(ChatMessage message)
    {
        if (message.Role == ChatRole.System)
            return new SystemChatMessage(message.Text);
        if (message.Role == ChatRole.User)
            return new UserChatMessage(message.Text);
        return message.Role == ChatRole.Assistant
            ? new AssistantChatMessage(message.Text)
            : throw new ArgumentException($"Messages of '{message.Role}' cannot be sent to a model.", nameof(message));
    }
}
