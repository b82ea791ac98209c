using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace DomesticAbuseResponse.Web.Infrastructure.Forms;

/// <summary>
/// Turns away a form with more rows in one list than the framework will read, before it tries to: no page makes such a form. What is too
/// much for the page alone is the validator's to say.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FormListLimitAttribute(string list, int most) : Attribute, IAsyncResourceFilter
{
    public string List => list;

    public int Most => most;

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(context.HttpContext.RequestAborted);
            if (form[$"{list}.Index"].Count > most || form[$"{list}.index"].Count > most || form.Keys.Any(IsBeyond))
            {
                context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
                return;
            }
        }

        await next();
    }

    /// <summary>Input.People[1025].Name, where 1,024 are read.</summary>
    private bool IsBeyond(string key) =>
        key.StartsWith($"{list}[", StringComparison.Ordinal)
        && !(key.IndexOf(']', StringComparison.Ordinal) is var end and > 0
            && int.TryParse(key.AsSpan(list.Length + 1, end - list.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row < most);
}
