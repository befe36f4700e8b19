"""The portal's own addresses, a view that only answers, and one query with fifty rows in a plain template."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from campaign.models.submission import Submission
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as portal

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

ROWS = engines["django"].from_string(
    """<!doctype html><html lang="vi"><title>50</title><table>{% for row in rows %}
<tr><td><a href="{% url 'office:detail' code=row.code %}">{{ row.title }}</a></td><td>{{ row.register_number }}</td>
<td>{{ row.unit_name }}</td><td>{{ row.state }}</td><td>{{ row.state_since|date:"d/m/Y H:i" }}</td></tr>{% endfor %}
</table></html>"""
)
SHOWN = ("code", "title", "register_number", "unit_name", "state", "state_since")


@login_not_required
def constant(request):
    return HttpResponse("ok")


@login_not_required
def fifty_rows(request):
    rows = Submission.objects.order_by("-pk").only(*SHOWN)[:50]
    return HttpResponse(ROWS.render({"rows": rows}, request))


urlpatterns = [path("do-dac/hang-so/", constant), path("do-dac/mot-cau-hoi/", fifty_rows), *portal]
