using System.Net;
using System.Net.Http.Json;
using System.Text;
using Attune.Contracts;
using Attune.Contracts.Conversations;
using Attune.Foundation.Persistence;
using Attune.TestKit.Time;

namespace Attune.Companion.Tests.Fakes;

/// <summary>Conversations of a <see cref="Product"/>.</summary>
internal static class ProductConversations
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    extension(Product product)
    {
        public Task<HttpResponseMessage> PostAsync(string path, string body) =>
            product.Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

        public async Task<ConversationView> OpenAsync(string persona, string? language = null, string? clientId = null)
        {
            using var response = await product.PostAsync("/v1/conversations",
                new ConversationRequest(persona, language, clientId), AttuneJson.Wire.ConversationRequest);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            return (await response.Content.ReadFromJsonAsync(AttuneJson.Wire.ConversationView))!;
        }

        public async Task<MessageAccepted> SendAsync(string conversation, string text, string? clientId = null)
        {
            using var response = await product.PostAsync($"/v1/conversations/{conversation}/messages",
                new MessageRequest(text, clientId), AttuneJson.Wire.MessageRequest);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            return (await response.Content.ReadFromJsonAsync(AttuneJson.Wire.MessageAccepted))!;
        }

        public async Task<ItemList<MessageView>> PageAsync(string conversation, string query) =>
            (await product.Http.GetFromJsonAsync(
                $"/v1/conversations/{conversation}/messages?{query}", AttuneJson.Wire.ItemListMessageView))!;

        public async Task<IReadOnlyList<MessageView>> MessagesAsync(string conversation) =>
            (await product.PageAsync(conversation, "limit=200")).Items;

        /// <summary>The messages once a reply has ended.</summary>
        public Task<IReadOnlyList<MessageView>> FinishedAsync(string conversation, string replyId) =>
            Eventually.GetAsync(Deadline, () => product.MessagesAsync(conversation), messages => messages.Any(
                message => message.Id == replyId && message.State is not ("queued" or "running")));

        public void EmptyOutbox()
        {
            using var connection = product.Database.Open();
            connection.Execute("DELETE FROM foundation_outbox");
        }
    }
}
