using DomesticAbuseResponse.Web.Account;

namespace DomesticAbuseResponse.Web.Infrastructure.Forms;

/// <summary>
/// The form that "Lock now" takes along: the one that a lock before has brought back, or else the one kept as a draft, or else the page's
/// first. With script it is the one that was typed into last.
/// </summary>
/// <param name="Id">The id of its element.</param>
/// <param name="Action">Where it would be sent.</param>
public sealed record OpenForm(string Id, string Action, bool IsDraft);

/// <summary>Which forms the page that is being written has.</summary>
public static class OpenForms
{
    private static readonly object _forms = new();

    extension(HttpContext context)
    {
        /// <summary>The page's own address without the name of a handler, which only a post can have: where a person can go back to.</summary>
        public string PageAddress => LocalPath.Without(
            LocalPath.WithoutHandler(context.Request.PathBase + context.Request.Path + context.Request.QueryString), KeptForms.KeptQuery);

        /// <summary>The form to take along; null where there is none, and on pages whose forms hold secrets.</summary>
        public OpenForm? OpenForm => context.GetEndpoint()?.Metadata.GetMetadata<HoldsSecretsAttribute>() is null && context.Forms is [var first, ..] forms
            ? forms.FirstOrDefault(f => context.Restored?.Is(f.Action) is true) ?? forms.FirstOrDefault(f => f.IsDraft) ?? first
            : null;

        /// <summary>Notes a form of the page while the page is written, and gives it an id if it has none.</summary>
        public string AddForm(string? id, string? action, bool isDraft)
        {
            var form = new OpenForm(id ?? $"form-{context.Forms.Count + 1}", action ?? context.PageAddress, isDraft);
            context.Forms.Add(form);
            return form.Id;
        }

        private List<OpenForm> Forms => (List<OpenForm>)(context.Items.TryGetValue(_forms, out var found) ? found! : context.Items[_forms] = new List<OpenForm>());
    }
}
